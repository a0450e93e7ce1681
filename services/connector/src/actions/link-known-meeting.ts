import type { Transaction } from '@portal-sync/store';
import { linkId } from '../domain/google-ids.ts';
import { fromGoogle } from '../domain/from-google.ts';
import type { GoogleItem } from '../domain/google-item.ts';
import { newLink } from '../domain/new-link.ts';
import { partInMeeting } from '../domain/part-in-meeting.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { links } from '../repos/links.ts';
import { joinMeeting } from './join-meeting.ts';
import { keepLinkedMirror } from './keep-linked-mirror.ts';
import type { Pass } from './pass.ts';
import { addToRun } from './record-run.ts';

/**
 * An event of this calendar is a meeting that is an appointment already. A guest's copy is linked and never written, and takes its person's time
 * by the appointment; the organizer's own event, met after a guest's copy, takes the part of the host. True when it was linked (or need not be).
 */
export async function linkKnownMeeting(tx: Transaction, pass: Pass, appointment: AppointmentDoc, item: GoogleItem): Promise<boolean> {
  const fields = fromGoogle(item);
  if (fields === null || appointment.status === 'cancelled') return false;
  const id = linkId(appointment.id, pass.calendar.id);
  const there = await tx.get(links, id);
  const now = pass.deps.clock.now();
  // The person has an event of ours for it already: this one is known, and blocks nothing.
  if (there !== undefined && there.state !== 'gone' && there.state !== 'dormant' && there.googleEventId !== item.id) {
    await keepLinkedMirror(tx, pass, there, item);
    return true;
  }
  const of = { googleCalendarId: pass.calendar.id, connectionId: pass.card.id, kind: 'participant' as const };
  const link = newLink({ ...of, agencyId: appointment.agencyId, appointmentId: appointment.id }, now, {
    googleEventId: item.id,
    origin: 'copy',
    base: fields,
    etag: item.etag,
    seenUpdated: item.updatedAt,
    conferenceLink: item.conferenceLink,
    touchedAt: now,
    syncedVersion: appointment.version,
  });
  const part = partOf(pass, appointment, item, false);
  await joinMeeting(tx, pass.deps, { appointment, userId: pass.card.userId, part, link });
  await keepLinkedMirror(tx, pass, link, item);
  const { title } = appointment;
  const why = part === 'hosts' ? 'organizer-seen' : 'same-meeting';
  await addToRun(tx, pass.deps, pass.run, { side: 'platform', act: 'linked', appointmentId: appointment.id, title, why, linkId: id });
  return true;
}

/** What an event of this calendar makes of its person. */
export const partOf = ({ card, ofStaff, settings }: Pass, appointment: AppointmentDoc, seen: GoogleItem, joined: boolean) =>
  partInMeeting({ appointment, seen, userId: card.userId, ofStaff, direction: settings.values.direction, joined });
