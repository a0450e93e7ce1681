import { badField } from '../../api/refusals.ts';
import { defined } from '../defined.ts';
import type { EventWire } from './event-wire.ts';
import type { Attendee } from '../stored-event.ts';

/** Guests as sent; one row per address. Somebody added without an answer has not answered. */
export function readAttendees(wire: EventWire): readonly Attendee[] | undefined {
  if (wire.attendees === undefined || wire.attendees.length === 0) return undefined;
  const rows = new Map<string, Attendee>();
  for (const row of wire.attendees) {
    if (row.email === undefined) throw badField('Missing attendee email.');
    if (!/^[^\s@]+@[^\s@]+$/.test(row.email)) throw badField('Invalid attendee email.');
    rows.set(
      row.email.toLowerCase(),
      defined<Attendee>({
        email: row.email,
        displayName: row.displayName,
        responseStatus: row.responseStatus ?? 'needsAction',
        optional: row.optional === true ? true : undefined,
        resource: row.resource === true ? true : undefined,
        comment: row.comment,
        additionalGuests: row.additionalGuests ? row.additionalGuests : undefined,
      }),
    );
  }
  return [...rows.values()];
}
