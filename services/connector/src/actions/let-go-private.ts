import type { Transaction } from '@portal-sync/store';
import { mirrorIdOf } from '../domain/google-ids.ts';
import type { GoogleItem } from '../domain/google-item.ts';
import { cleaned } from '../domain/new-link.ts';
import { turnedPrivate } from '../domain/turned-private.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { note } from './finish-write.ts';
import { joinMeeting } from './join-meeting.ts';
import { TAKEN_OUT } from './mark-links.ts';
import type { Pass } from './pass.ts';
import { writeAppointment } from './write-appointment.ts';

/**
 * A person marked an event as private that we did not make: it only blocks from then on. True when its link was let go; what the event says now
 * was not looked at. Nobody is told that it was cancelled: for those who meet it stands.
 */
export async function letGoPrivate(tx: Transaction, pass: Pass, link: LinkDoc, appointment: AppointmentDoc, item: GoogleItem): Promise<boolean> {
  const becomes = turnedPrivate({ item, link, appointment, takesPart: takesPart(pass, link, appointment), mirrorId: mirrorIdOf(pass.calendar.id, item.id) });
  if (becomes === 'stays') return false;
  if (becomes === 'leave') {
    const left = { ...cleaned(link, 'gone'), googleEventId: null, base: null };
    await joinMeeting(tx, pass.deps, { appointment, userId: pass.card.userId, part: 'leaves', link: left });
    return true;
  }
  const forgotten = { googleEventId: null, base: null, echo: null, etag: null, listedEtag: null, inflight: [], conferenceLink: null };
  await tx.put(links, { ...cleaned(link, 'gone'), ...forgotten, problem: TAKEN_OUT });
  if (becomes === 'cancel') {
    const { agencyId, id: appointmentId } = appointment;
    await writeAppointment(tx, pass.deps, { agencyId, appointmentId, change: { status: 'cancelled' }, cause: 'google', by: 'google', fires: false });
  }
  const { id: appointmentId, title } = appointment;
  await note(tx, pass, link, { side: 'platform', act: becomes === 'cancel' ? 'cancelled' : 'skipped', appointmentId, title, why: 'made-private', linkId: link.id });
  return true;
}

const takesPart = ({ card, ofStaff }: Pass, { joined }: LinkDoc, { hostUserId, staffUserIds }: AppointmentDoc): boolean =>
  !ofStaff || hostUserId === card.userId || (staffUserIds.includes(card.userId) && joined !== true);
