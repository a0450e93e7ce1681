import { localTime } from '@portal-sync/kernel';
import { Temporal } from 'temporal-polyfill';
import type { DemoAgency, DemoPerson } from './agencies.ts';
import { diceOf, type Dice } from './dice.ts';

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
/** Appointments begin on the quarter. */
const GRID = 15;
/** From a quarter past twelve people eat, minutes of the day. */
const LUNCH = { from: 12 * 60 + 15, to: 13 * 60 };
/** Of what somebody does, this much is with people who come back to them. */
const OWN_CLIENTS = 0.75;

/**
 * A few weeks of two small firms around `now` (ms): everybody has their own days, hours and regular clients; some days are full, some have
 * one appointment. The same day gives the same appointments, and what was made for a date stays when the day goes on.
 */
export function demoAppointments(agency: DemoAgency, now: number): readonly DemoAppointment[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(agency.zone).toPlainDate();
  const dates = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, at) => today.add({ days: at - DAYS_BACK }));
  return dates.flatMap((date) => agency.people.flatMap((person) => dayOf(agency, person, date)));
}

function dayOf(agency: DemoAgency, person: DemoPerson, date: Temporal.PlainDate): DemoAppointment[] {
  const hours = person.week?.days[date.dayOfWeek];
  if (person.week === undefined || hours === undefined) return [];
  const dice = diceOf(`${agency.id}/${person.id}/${date.toString()}`);
  // Nobody's days are equally full.
  const full = person.week.full * (0.5 + dice.unit());
  const [opens, closes] = [minuteOf(hours[0]), minuteOf(hours[1])];
  const made: DemoAppointment[] = [];
  for (let at = opens; at < closes; ) {
    const service = dice.pick(agency.services, ({ weight }) => weight);
    const end = at + dice.pick(service.minutes);
    const lunch = at < LUNCH.to && end > LUNCH.from;
    if (lunch || end > closes || dice.unit() > full) {
      at = lunch ? LUNCH.to : at + GRID * dice.pick([2, 3, 4]);
      continue;
    }
    const contact = clientOf(agency, person, dice);
    made.push({
      externalId: `demo-${date.toString()}-${person.id}-${at}`,
      title: service.title,
      type: service.type,
      hostUserId: person.id,
      contactExternalId: contact,
      when: timesOf(date, at, end, agency.zone),
      location: service.place,
    });
    at = Math.ceil((end + dice.pick([0, 5, 10, 15, 30, 45])) / GRID) * GRID;
  }
  return made;
}

/** Mostly somebody's own clients: contacts are dealt out among those who see clients. */
function clientOf({ contacts, people }: DemoAgency, person: DemoPerson, dice: Dice): string {
  const seers = people.filter(({ week }) => week !== undefined);
  const own = contacts.filter((_, at) => at % seers.length === seers.indexOf(person));
  return dice.pick(dice.unit() < OWN_CLIENTS ? own : contacts).id;
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

function timesOf(date: Temporal.PlainDate, from: number, to: number, zone: string) {
  const at = (minute: number): string => {
    const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 };
    return localTime(date.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds, zone);
  };
  return { start: at(from), end: at(to), zone };
}
