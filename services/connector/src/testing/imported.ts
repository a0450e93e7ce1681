import type { Appointment } from '@portal-sync/contracts';
import { writeAppointment } from '../actions/write-appointment.ts';
import { newLink } from '../domain/new-link.ts';
import { ownCalendarId } from '../domain/own-calendar.ts';
import { links } from '../repos/links.ts';
import { at, NORTH, platform } from './cast.ts';
import type { Room } from './open-room.ts';

export interface ImportWish {
  readonly hostUserId: string;
  readonly contactId?: string;
  readonly organizedElsewhere?: boolean;
  /** The link it came by; left out: none. */
  readonly connectionId?: string;
  readonly googleCalendarId?: string;
}

/** An appointment as a verdict makes it from a Google event of its host, as the platform sees it. */
export async function importedFromGoogle(room: Room, wish: ImportWish): Promise<Appointment> {
  const { hostUserId, contactId = null, organizedElsewhere = false, connectionId, googleCalendarId } = wish;
  const { appointment } = await room.store.transaction((tx) =>
    writeAppointment(tx, room.deps, {
      agencyId: NORTH,
      change: {
        title: 'Dentist', when: at(10), description: 'Secret lane 4', hostUserId, contactId, calendarId: ownCalendarId(NORTH, hostUserId), type: 'meeting',
      },
      notes: { fromEventId: 'mirror-1', organizedElsewhere },
      cause: 'judged', by: 'google', fires: true, bookedBy: 'google', decisionId: 'decision-1',
    }));
  if (connectionId !== undefined && googleCalendarId !== undefined) {
    await room.store.put(links, {
      ...newLink({ agencyId: NORTH, appointmentId: appointment.id, googleCalendarId, connectionId, kind: 'host' }, room.time.clock.now()),
      origin: 'theirs', state: 'synced', googleEventId: 'event1',
    });
  }
  return (await room.call(platform(), 'GET', `/v1/appointments/${appointment.id}`)).body as Appointment;
}
