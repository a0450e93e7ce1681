import { asPerson, type Google } from '@portal-sync/google-sandbox/core';
import type { GoogleEvent } from '@portal-sync/google';

type Body = Readonly<Record<string, unknown>>;

/** A person in Google's own pages. `calendar` is the primary unless said otherwise. */
export interface Person {
  insert(event: Body, ask?: Ask): GoogleEvent;
  patch(eventId: string, event: Body, ask?: Ask): GoogleEvent;
  remove(eventId: string, ask?: Ask): void;
  get(eventId: string, ask?: Ask): GoogleEvent;
  /** Sets the zone of a calendar, the primary unless said otherwise. */
  moveTo(zone: string, ask?: Ask): void;
  /** A calendar of their own, not the primary, with all that is in it. */
  removeCalendar(calendarId: string): void;
  /** What stands there, cancelled left out. */
  events(ask?: Ask): readonly GoogleEvent[];
}
interface Ask {
  readonly calendar?: string;
  readonly sendUpdates?: string;
}

export function createPerson(google: Google, email: string): Person {
  const sub = google.world.state.subByEmail.get(email) ?? '';
  const account = google.world.state.accounts.get(sub);
  if (account === undefined) throw new Error(`no account ${email}`);
  const call = (method: string, eventId: string, { calendar = email, sendUpdates = 'none' }: Ask, body?: Body): unknown => {
    const path = `/calendar/v3/calendars/${encodeURIComponent(calendar)}/events${eventId === '' ? '' : `/${encodeURIComponent(eventId)}`}`;
    return ask(method, path, method === 'GET' ? {} : { sendUpdates }, body);
  };
  const ask = (method: string, path: string, query: Readonly<Record<string, string>>, body?: Body): unknown => {
    const answer = asPerson(google.world, account, { method, path, query, body: body === undefined ? undefined : JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  return {
    insert: (event, ask = {}) => call('POST', '', ask, event) as GoogleEvent,
    patch: (eventId, event, ask = {}) => call('PATCH', eventId, ask, event) as GoogleEvent,
    remove: (eventId, ask = {}) => void call('DELETE', eventId, ask),
    get: (eventId, ask = {}) => call('GET', eventId, ask) as GoogleEvent,
    moveTo: (timeZone, { calendar = email } = {}) => void ask('PATCH', `/calendar/v3/calendars/${encodeURIComponent(calendar)}`, {}, { timeZone }),
    removeCalendar: (calendarId) => void ask('DELETE', `/calendar/v3/calendars/${encodeURIComponent(calendarId)}`, {}),
    events: (ask = {}) => (call('GET', '', ask) as { items?: GoogleEvent[] }).items ?? [],
  };
}
