import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { ownCalendarId } from '../domain/own-calendar.ts';
import { dirtied } from '../domain/new-link.ts';
import type { Part } from '../domain/part-in-meeting.ts';
import { syncedFieldsOf } from '../domain/synced-fields.ts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { markCalendarDue } from '../repos/mark-calendar-due.ts';
import { writeAppointment } from './write-appointment.ts';

export interface Joining {
  readonly appointment: AppointmentDoc;
  readonly userId: string;
  readonly part: Part;
  /** Their copy of the meeting, as it was seen. */
  readonly link: LinkDoc;
}

/**
 * Keeps a person's copy of a meeting, and makes of them what it says: its host, one of its staff, or neither any more. Nobody is told: nothing
 * happened to the meeting. Safe to run twice.
 */
export async function joinMeeting(tx: Transaction, deps: Deps, { appointment, userId, part, link }: Joining): Promise<void> {
  if (part === 'hosts') {
    const now = deps.clock.now();
    // The appointment was taken from a guest's copy, which may be older than the organizer's own event: that one is read and merged before anything is written to it.
    const asTaken = { ...link, base: syncedFieldsOf(appointment), unmerged: true };
    await tx.put(links, dirtied({ ...asTaken, kind: 'host', origin: 'theirs', joined: false }, now));
    await markCalendarDue(tx, link.googleCalendarId, { now, lane: 'now' });
    return moveHost(tx, deps, appointment, { userId, but: link.id, wasHost: 'stays', organizedElsewhere: false });
  }
  const joined = part === 'joins' || (part === 'stays' && link.joined === true);
  await tx.put(links, { ...link, joined });
  const { staffUserIds } = appointment;
  if (part === 'joins') return write(tx, deps, appointment, { change: { staffUserIds: [...staffUserIds, userId] } });
  if (part === 'leaves') return write(tx, deps, appointment, { change: { staffUserIds: staffUserIds.filter((id) => id !== userId) } });
}

/** Makes somebody the host of a meeting that came from Google. Other links that hosted it are copies from now on. */
export async function moveHost(
  tx: Transaction,
  deps: Deps,
  appointment: AppointmentDoc,
  to: { readonly userId: string; readonly but: string; readonly wasHost: 'stays' | 'leaves'; readonly organizedElsewhere: boolean },
): Promise<void> {
  const { agencyId, hostUserId, staffUserIds } = appointment;
  const joined = to.wasHost === 'stays';
  for (const { id } of (await tx.find(links, { index: 'byAppointment', equals: [appointment.id] })).items) {
    const link = await tx.get(links, id);
    if (link?.origin === 'theirs' && id !== to.but) await tx.put(links, asCopy(link, joined));
  }
  await write(tx, deps, appointment, {
    change: {
      hostUserId: to.userId,
      staffUserIds: [...staffUserIds.filter((id) => id !== to.userId && id !== hostUserId), ...(joined ? [hostUserId] : [])],
      ...(appointment.calendarId === ownCalendarId(agencyId, hostUserId) ? { calendarId: ownCalendarId(agencyId, to.userId) } : {}),
    },
    notes: { organizedElsewhere: to.organizedElsewhere },
  });
}

const asCopy = (link: LinkDoc, joined: boolean): LinkDoc =>
  ({ ...link, origin: 'copy', kind: 'participant', joined, dirtySince: null, pushAt: null, state: 'synced', unneeded: false });

async function write(tx: Transaction, deps: Deps, { agencyId, id }: AppointmentDoc, what: Pick<Parameters<typeof writeAppointment>[2], 'change' | 'notes'>): Promise<void> {
  await writeAppointment(tx, deps, { agencyId, appointmentId: id, ...what, cause: 'repair', by: 'google', fires: false });
}

