import { appointmentChanged, type Caller } from '@portal-sync/contracts';
import { Secret, type CloudEvent, type Http, type Log } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { openServiceWorld, type ServiceWorld } from '@portal-sync/runtime/testing';
import { collections, createApp } from '../app.ts';
import type { Card } from '../actions/run-appointment.ts';
import type { AppointmentChanged } from '../domain/happening.ts';

export const NORTH = 'north';
export const HARBOUR = 'harbour';
export const admin = (agencyId = NORTH): Caller => ({ kind: 'user', agencyId, userId: 'ada', role: 'admin' });
export const HOOK = 'https://hooks.client.example/in';

/** A call that a webhook's receiver got. */
export interface Received {
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
}

export interface TriggerWorld extends ServiceWorld {
  /** How the connector says that appointments stand. */
  readonly cards: Map<string, Card>;
  /** Contacts of the matcher, by id. */
  readonly contacts: Map<string, { name: string; addresses: string[] }>;
  readonly received: Received[];
  readonly webhookHttp: Http;
  readonly webhookKey: Secret;
  /** How the receiver answers; a throw is a lost connection. */
  receive: (call: Received) => Response | Promise<Response>;
  /** Who does not live at the broker any more. */
  readonly removed: Set<string>;
  /** Set to make all neighbours fail. */
  down: boolean;
  /** Called before a neighbour answers; the answer waits for it. */
  beforeAnswer: (path: string) => Promise<void>;
  /** Says that these happened, all at once and in this order. */
  happened(...changes: readonly Partial<AppointmentChanged>[]): Promise<void>;
  message(change: Partial<AppointmentChanged>, id?: string): CloudEvent;
  call(method: string, url: string, body?: unknown, caller?: Caller, headers?: Record<string, string>): Promise<PlainResponse>;
  /** The body of a GET. */
  read<T = { items: Record<string, unknown>[] }>(url: string, caller?: Caller): Promise<T>;
}

export const aCard = (appointmentId: string, change: Partial<Card> = {}): Card => ({
  id: appointmentId, agencyId: NORTH, version: 1, title: 'Massage', status: 'confirmed', calendarId: 'cal-1', type: 'meeting', hostUserId: 'sam', contactId: 'k1',
  when: { start: '2026-05-04T10:00:00+02:00', end: '2026-05-04T11:00:00+02:00', zone: 'Europe/Stockholm' },
  ...change,
});

const agency = (id: string) => ({
  id, version: 1, brand: { name: 'Northlight', logo: null, accent: '#225577', supportAddress: 'help@northlight.example' }, locale: 'en', zone: 'Europe/Stockholm',
  origins: ['http://northlight.test'], rolesThatConnect: ['staff'], appointmentTypes: [{ key: 'meeting', label: 'Meeting', color: '#225577', syncs: true }],
  foldPlusTags: false, blocklist: [],
});

/** The trigger service alone; broker, connector, matcher and the receivers of webhooks are played by functions. */
export async function openTrigger(log?: Log): Promise<TriggerWorld> {
  const cards = new Map([['a1', aCard('a1')], ['a2', aCard('a2')]]);
  const contacts = new Map([['k1', { name: 'Kim', addresses: ['kim@client.example'] }], ['k2', { name: 'Lee', addresses: ['lee@client.example'] }]]);
  const received: Received[] = [];
  const state = {
    down: false,
    removed: new Set<string>(),
    beforeAnswer: (_path: string) => Promise.resolve(),
    receive: (_call: Received): Response | Promise<Response> => new Response('thanks', { status: 200 }),
  };
  const answer = (body: object | undefined) => (body === undefined ? new Response(null, { status: 404 }) : Response.json(body));
  const http: Http = async (url) => {
    const [, , kind, agencyId = '', id = ''] = new URL(url).pathname.split('/').map(decodeURIComponent);
    await state.beforeAnswer(new URL(url).pathname);
    if (state.down) return new Response(null, { status: 503 });
    if (new URL(url).pathname === '/oauth2/token') return Response.json({ access_token: 'internal-token', token_type: 'Bearer', expires_in: 300 });
    if (kind === 'appointments') return answer(agencyId === NORTH ? cards.get(id) : undefined);
    if (kind === 'contacts') return answer(contacts.has(id) ? { id, agencyId, version: 1, ...contacts.get(id) } : undefined);
    if (kind === 'users') return answer(state.removed.has(id) ? undefined : { id, agencyId, name: 'Sam', email: 'sam@studio.example', role: 'staff', contactId: null, version: 1 });
    return answer(kind === 'agencies' ? agency(agencyId) : undefined);
  };
  const webhookKey = new Secret(Buffer.alloc(32, 7).toString('base64url'));
  const webhookHttp: Http = async (url, init) => {
    const call = { url: String(url), headers: new Headers(init?.headers), body: String(init?.body) };
    received.push(call);
    const cut = new Promise<never>((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))));
    return Promise.race([state.receive(call), cut]);
  };
  const world = await openServiceWorld({
    name: 'trigger',
    collections,
    http,
    says: ['trigger.fired', 'agency.removed.done', 'user.removed.done', 'contact.erased.done'],
    createApp: (deps) => createApp({ ...deps, webhookHttp }),
    ...(log === undefined ? {} : { log }),
    settings: {
      TRIGGER_HOST: '127.0.0.1', TRIGGER_PORT: 0, TRIGGER_CLIENT_ID: 'trigger', TRIGGER_CLIENT_SECRET: new Secret('s'), TRIGGER_LOG: 'silent' as const,
      TRIGGER_WEBHOOK_KEY: webhookKey, TRIGGER_WEBHOOKS_ALLOW_LOOPBACK: false,
      BROKER_URL: 'http://broker.test', CONNECTOR_URL: 'http://connector.test', MATCHER_URL: 'http://matcher.test',
    },
  });
  let said = 0;
  const message = (change: Partial<AppointmentChanged>, id = `m${said++}`): CloudEvent =>
    appointmentChanged.make(
      {
        agencyId: NORTH, appointmentId: 'a1', version: 1, kind: 'booked', changedFields: [], cause: 'api', contactIds: ['k1'], calendarId: 'cal-1',
        appointmentType: 'meeting', bookedBy: 'staff', fires: true, ...change,
      },
      { id, now: world.time.clock.now() },
    );
  const call = (method: string, url: string, body?: unknown, caller: Caller = admin(), headers: Record<string, string> = {}) =>
    world.service.call({ method, url, caller, headers, ...(body === undefined ? {} : { body }) });
  return Object.assign(state, world, {
    cards,
    contacts,
    received,
    webhookHttp,
    webhookKey,
    message,
    call,
    happened: (...changes: readonly Partial<AppointmentChanged>[]) => world.send(...changes.map((change) => message(change))),
    read: async <T>(url: string, caller: Caller = admin()) => (await call('GET', url, undefined, caller)).body as T,
  });
}
