import { eventSeen, type Caller, type EventToJudge } from '@portal-sync/contracts';
import { Secret, type Http, type Log } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { openServiceWorld, type ServiceWorld } from '@portal-sync/runtime/testing';
import { collections, createApp } from '../app.ts';

export const NORTH = 'north';
export const HARBOUR = 'harbour';
export const admin = (agencyId = NORTH): Caller => ({ kind: 'user', agencyId, userId: 'ada', role: 'admin' });
export const staff = (userId = 'sam', agencyId = NORTH): Caller => ({ kind: 'user', agencyId, userId, role: 'staff' });
export const platform = (agencyId = NORTH): Caller => ({ kind: 'platform', agencyId, clientId: 'crm' });

export interface MatcherWorld extends ServiceWorld {
  /** What the connector holds, by the mirror's id. */
  readonly events: Map<string, EventToJudge>;
  /** Calls to other services, as `METHOD path`. */
  readonly calls: string[];
  /** Set to make the connector fail. */
  connectorStatus: number;
  /** Who lives at the broker. */
  readonly people: Set<string>;
  /** The connector says that these events were seen. */
  seen(eventIds: readonly string[], messageId?: string): Promise<void>;
  /** The same, each in a message of its own, all at once. */
  seenEach(eventIds: readonly string[]): Promise<void>;
  call(method: string, url: string, caller: Caller, body?: unknown, headers?: Record<string, string>): Promise<PlainResponse>;
}

/** The matcher alone, its broker and connector played by a function. */
export async function openMatcher(log?: Log): Promise<MatcherWorld> {
  const events = new Map<string, EventToJudge>();
  const calls: string[] = [];
  const people = new Set<string>();
  const state = { connectorStatus: 200 };
  const http: Http = async (url, init) => {
    const { pathname } = new URL(url);
    calls.push(`${init?.method ?? 'GET'} ${pathname}`);
    if (pathname === '/oauth2/token') return Response.json({ access_token: 'internal-token', token_type: 'Bearer', expires_in: 300 });
    if (pathname.endsWith('/identity-key')) return Response.json({ key: Buffer.from(pathname).toString('base64url') });
    const [, userId = ''] = /^\/internal\/users\/\w+\/(\w+)$/.exec(pathname) ?? [];
    if (people.has(userId)) return Response.json({ id: userId, agencyId: NORTH, name: userId, email: `${userId}@studio.example`, role: 'staff', contactId: null, version: 1 });
    if (pathname !== '/internal/events/read') return new Response(null, { status: 404 });
    if (state.connectorStatus !== 200) return new Response(null, { status: state.connectorStatus });
    const { eventIds } = JSON.parse(String(init?.body)) as { eventIds: string[] };
    return Response.json({ events: eventIds.flatMap((id) => events.get(id) ?? []) });
  };
  const world = await openServiceWorld({
    name: 'matcher',
    collections,
    http,
    createApp,
    says: ['event.judged', 'contact.changed', 'contact.erased', 'agency.removed.done', 'user.removed.done', 'contact.erased.done'],
    ...(log === undefined ? {} : { log }),
    settings: {
      MATCHER_HOST: '127.0.0.1', MATCHER_PORT: 0, MATCHER_CLIENT_ID: 'matcher', MATCHER_CLIENT_SECRET: new Secret('s'), MATCHER_LOG: 'silent',
      BROKER_URL: 'http://broker.test', CONNECTOR_URL: 'http://connector.test', TRIGGER_URL: 'http://trigger.test', PORTAL_URL: 'http://portal.test',
    },
  });
  let said = 0;
  const seenMessage = (eventIds: readonly string[], messageId: string) =>
    eventSeen.make({ agencyId: NORTH, connectionId: 'k1', googleCalendarId: 'g1', eventIds: [...eventIds] }, { id: messageId, now: world.time.clock.now() });
  return Object.assign(state, world, {
    events,
    people,
    calls,
    seen: (eventIds: readonly string[], messageId = `seen-${said++}`) => world.send(seenMessage(eventIds, messageId)),
    seenEach: (eventIds: readonly string[]) => world.send(...eventIds.map((id) => seenMessage([id], `seen-${said++}`))),
    call: (method: string, url: string, caller: Caller, body?: unknown, headers: Record<string, string> = {}) =>
      world.service.call({ method, url, caller, headers, ...(body === undefined ? {} : { body }) }),
  });
}

/** A timed event of Sam's with these guests, in this mode. */
export function anEvent(eventId: string, guests: readonly string[], mode: EventToJudge['policy']['mode'] = 'two-way', change: Partial<EventToJudge> = {}): EventToJudge {
  return {
    eventId, etag: '"1"', connectionId: 'k1', userId: 'sam', googleCalendarId: 'g1', status: 'confirmed',
    when: { start: '2026-05-04T10:00:00+02:00', end: '2026-05-04T11:00:00+02:00', zone: 'Europe/Stockholm' },
    ownResponse: null,
    organizer: { address: 'sam@studio.example', self: true },
    guests: guests.map((address) => ({ address, name: null, self: false, resource: false, organizer: false, response: 'needs-action' as const })),
    policy: {
      settingsVersion: 1, mode, createAppointments: true, syncAllDay: false, group: null, ownAddresses: ['sam@studio.example'], teamAddresses: [],
      backFill: { isBackFill: false, contacts: false, triggers: false }, foldPlusTags: false, blocklist: [],
    },
    ...change,
  };
}
