import type { Transaction } from '@portal-sync/store';
import { linkId } from '../domain/google-ids.ts';
import { fromGoogle } from '../domain/from-google.ts';
import type { GoogleItem } from '../domain/google-item.ts';
import { newLink } from '../domain/new-link.ts';
import { ownCalendarId } from '../domain/own-calendar.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { keepLinkedMirror } from './keep-linked-mirror.ts';
import type { Pass } from './pass.ts';
import { addToRun } from './record-run.ts';
import { writeAppointment } from './write-appointment.ts';

/**
 * An event of this calendar is a meeting that is an appointment already. A guest's copy is linked and never written; the organizer's own event,
 * met after a guest's copy, takes the part of the host. True when it was linked (or need not be).
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
  const hosts = item.organizer.self && appointment.organizedElsewhere && pass.ofStaff && pass.settings.values.direction !== 'to-google';
  if (hosts) await moveHost(tx, pass, appointment);
  const of = { googleCalendarId: pass.calendar.id, connectionId: pass.card.id, kind: hosts ? ('host' as const) : ('participant' as const) };
  const link = newLink({ ...of, agencyId: appointment.agencyId, appointmentId: appointment.id }, now, {
    googleEventId: item.id,
    origin: hosts ? 'theirs' : 'copy',
    base: fields,
    etag: item.etag,
    seenUpdated: item.updatedAt,
    conferenceLink: item.conferenceLink,
    touchedAt: now,
    syncedVersion: appointment.version,
  });
  await tx.put(links, link);
  await keepLinkedMirror(tx, pass, link, item);
  const { title } = appointment;
  await addToRun(tx, pass.deps, pass.run, { side: 'platform', act: 'linked', appointmentId: appointment.id, title, why: hosts ? 'organizer-seen' : 'same-meeting', linkId: id });
  return true;
}

/** The organizer is one of ours after all: the appointment is theirs, and the copies of the others are only copies. */
async function moveHost(tx: Transaction, pass: Pass, appointment: AppointmentDoc): Promise<void> {
  const { items } = await tx.find(links, { index: 'byAppointment', equals: [appointment.id] });
  await writeAppointment(tx, pass.deps, {
    agencyId: appointment.agencyId,
    appointmentId: appointment.id,
    change: {
      hostUserId: pass.card.userId,
      staffUserIds: [...appointment.staffUserIds, appointment.hostUserId],
      ...(appointment.calendarId === ownCalendarId(appointment.agencyId, appointment.hostUserId)
        ? { calendarId: ownCalendarId(appointment.agencyId, pass.card.userId) }
        : {}),
    },
    notes: { organizedElsewhere: false },
    cause: 'repair',
    by: 'google',
    fires: false,
  });
  for (const link of items) {
    if (link.origin === 'theirs') await tx.update(links, link.id, (doc): LinkDoc => ({ ...doc, origin: 'copy', kind: 'participant', dirtySince: null, pushAt: null, state: 'synced', unneeded: false }));
  }
}
