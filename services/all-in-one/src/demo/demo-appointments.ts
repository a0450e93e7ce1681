import { localTime } from '@portal-sync/kernel';
import { Temporal } from 'temporal-polyfill';
import type { DemoAgency } from './agencies.ts';

export interface DemoAppointment {
  readonly externalId: string;
  readonly title: string;
  readonly type: string;
  readonly hostUserId: string;
  /** The agency's own id of the contact. */
  readonly contactExternalId: string;
  readonly when: { readonly start: string; readonly end: string; readonly zone: string };
  readonly location: string;
}

const DAYS_BACK = 7;
const DAYS_AHEAD = 21;
const SLOTS = [
  { hour: 9, minute: 0, minutes: 60 },
  { hour: 11, minute: 30, minutes: 45 },
  { hour: 14, minute: 0, minutes: 60 },
  { hour: 16, minute: 15, minutes: 30 },
];

/** A few weeks of appointments around `now` (ms): every working day some slots of each staff member are taken. The same day gives the same appointments. */
export function demoAppointments(agency: DemoAgency, now: number): readonly DemoAppointment[] {
  const staff = agency.people.filter((person) => person.role === 'admin' || person.role === 'staff');
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(agency.zone).toPlainDate();
  const made: DemoAppointment[] = [];
  for (let day = -DAYS_BACK; day <= DAYS_AHEAD; day++) {
    const date = today.add({ days: day });
    if (date.dayOfWeek > 5) continue;
    const dayNumber = Number(date.toString().replaceAll('-', ''));
    for (const [at, person] of staff.entries()) {
      const slots = SLOTS.filter((_, slot) => (dayNumber + slot * 3 + at * 5) % 4 < 2);
      for (const [order, slot] of slots.entries()) {
        const pick = dayNumber + at * 7 + order * 11;
        made.push({
          externalId: `demo-${date.toString()}-${person.id}-${slot.hour}`,
          title: agency.services[pick % agency.services.length] ?? 'Meeting',
          type: agency.types[pick % agency.types.length]?.key ?? 'meeting',
          hostUserId: person.id,
          contactExternalId: agency.contacts[pick % agency.contacts.length]?.id ?? '',
          when: slotTimes(date, slot, agency.zone),
          location: order === 0 ? 'Studio, first floor' : '',
        });
      }
    }
  }
  return made;
}

function slotTimes(date: Temporal.PlainDate, slot: (typeof SLOTS)[number], zone: string) {
  const start = date.toZonedDateTime({ timeZone: zone, plainTime: { hour: slot.hour, minute: slot.minute } }).epochMilliseconds;
  return { start: localTime(start, zone), end: localTime(start + slot.minutes * 60_000, zone), zone };
}
