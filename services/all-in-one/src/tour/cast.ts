import type { Appointment } from '@portal-sync/contracts';
import type { Person } from '../person/person.ts';
import type { SandboxControl, SandboxEvent } from '../person/sandbox-control.ts';
import type { WaitFor } from './wait-for.ts';

/** Who plays and with what: everything the steps need. */
export interface Cast {
  readonly google: SandboxControl;
  readonly admin: Person;
  readonly staff: Person;
  readonly client: Person;
  readonly waitFor: WaitFor;
  /** Makes titles of this tour unlike those of an earlier one. */
  readonly mark: string;
  /** Day 0 at midnight UTC, ms. */
  readonly today: number;
}

const DAY_MS = 86_400_000;

export const appointmentTitled = async (person: Person, cast: Cast, title: string): Promise<Appointment | undefined> => {
  const span = new URLSearchParams({ from: new Date(cast.today - DAY_MS).toISOString(), to: new Date(cast.today + 40 * DAY_MS).toISOString(), limit: '200', includeCancelled: 'true' });
  const { items } = await person.must<{ items: Appointment[] }>('GET', `/v1/appointments?${span}`);
  return items.find((appointment) => appointment.title === title);
};

/** The one live event with this title; undefined for none, an error for two. */
export async function eventTitled(cast: Cast, summary: string, email = cast.staff.email): Promise<SandboxEvent | undefined> {
  const found = (await cast.google.events(email)).filter((event) => event.summary === summary);
  if (found.length > 1) throw new Error(`"${summary}" stands ${found.length} times in Google`);
  return found[0];
}

/** Changes a document with the version just seen. */
export async function change(person: Person, path: string, body: object): Promise<void> {
  const seen = await person.api('GET', path);
  await person.must('PATCH', path, body, { 'if-match': seen.headers.get('etag') ?? '' });
}

/** `hour` o'clock UTC, `days` from today, an hour long, as API and Google write it. */
export function slot(cast: Cast, days: number, hour: number): { readonly when: { start: string; end: string; zone: string }; readonly google: { start: object; end: object } } {
  const start = new Date(cast.today + days * DAY_MS + hour * 3_600_000).toISOString().replace('.000Z', 'Z');
  const end = new Date(cast.today + days * DAY_MS + (hour + 1) * 3_600_000).toISOString().replace('.000Z', 'Z');
  const zone = 'Europe/Amsterdam';
  return { when: { start, end, zone }, google: { start: { dateTime: start, timeZone: zone }, end: { dateTime: end, timeZone: zone } } };
}
