import type { SandboxEvent } from '@portal-sync/all-in-one/sandbox-control';
import type { Appointment } from '@portal-sync/contracts';
import { FIELDS, type Matter, type Side, type Values } from './matter.ts';
import type { Stage } from './stage.ts';
import { instantOf } from './times-of.ts';
import { untilAnswered } from './until-answered.ts';

/** An appointment's fields as the load tells them. */
export const valuesHere = ({ title, location, description, when }: Pick<Appointment, 'title' | 'location' | 'description' | 'when'>): Values => ({
  title,
  location,
  description,
  when: 'start' in when ? instantOf(when.start, when.end) : when.from,
});

/** An event's fields, without the client's name that stands before the title. */
export const valuesThere = (event: SandboxEvent, tag: string): Values => ({
  title: (event.summary ?? '').slice(Math.max(0, (event.summary ?? '').indexOf(tag))),
  location: event.location ?? '',
  description: event.description ?? '',
  when: instantOf(event.start?.dateTime, event.end?.dateTime),
});

/** What stands before the title. */
export const prefixOf = (event: SandboxEvent, tag: string): string => (event.summary ?? '').slice(0, Math.max(0, (event.summary ?? '').indexOf(tag)));

function keepLooks(matter: Matter, side: Side, values: Values, at: number): void {
  for (const field of FIELDS) matter.looks.push({ field, side, value: values[field], at });
}

export interface SeenHere {
  readonly appointment: Appointment;
  readonly etag: string;
  readonly values: Values;
}

/** Reads the appointment as the agency's system; undefined: it is not there (yet). */
export async function lookHere(stage: Stage, matter: Matter): Promise<SeenHere | undefined> {
  const agency = stage.agencies.find(({ id }) => id === matter.agencyId);
  if (agency === undefined || matter.appointmentId === null) return undefined;
  const at = Date.now();
  const answer = await untilAnswered<Appointment>(stage.patience, agency.platform, { method: 'GET', path: `/v1/appointments/${matter.appointmentId}` });
  if (answer.status !== 200) {
    stage.refused.push(`${matter.tag}: reading answered ${answer.status}`);
    return undefined;
  }
  const values = valuesHere(answer.body);
  keepLooks(matter, 'here', values, at);
  return { appointment: answer.body, etag: answer.headers.get('etag') ?? '', values };
}

/** Reads the event in the host's calendar; undefined: it is not there (yet, or any more). */
export async function lookThere(stage: Stage, matter: Matter): Promise<{ readonly event: SandboxEvent; readonly values: Values } | undefined> {
  const host = stage.members.find(({ agency, userId }) => agency.id === matter.agencyId && userId === matter.hostUserId);
  if (host === undefined) return undefined;
  if (matter.eventId === null) await learnEventIds(stage, host.email);
  if (matter.eventId === null) return undefined;
  const at = Date.now();
  const { event } = await stage.product.google.act({ account: host.email, action: 'get', eventId: matter.eventId }).then((found) => ({ event: found }), () => ({ event: undefined }));
  if (event === undefined || event.status === 'cancelled') {
    // It may stand under another id by now.
    if (matter.madeBy !== 'google') matter.eventId = null;
    return undefined;
  }
  const values = valuesThere(event, matter.tag);
  keepLooks(matter, 'there', values, at);
  return { event, values };
}

/** Finds by their tags what our side put into somebody's calendar. */
async function learnEventIds({ product, matters, mark }: Stage, email: string): Promise<void> {
  for (const event of await product.google.events(email)) {
    const tag = new RegExp(`${mark}-\\d+\\.`).exec(event.summary ?? '')?.[0];
    const matter = tag === undefined ? undefined : matters.find((one) => one.tag === tag);
    if (matter !== undefined && matter.madeBy !== 'google') matter.eventId ??= event.id;
  }
}
