import { appointmentChanged, type Agency, type Caller, type ConnectionCard, type ContactCard, type UserCard } from '@portal-sync/contracts';
import { createIds, PARTITIONS, silentLog, type CloudEvent, type Http } from '@portal-sync/kernel';
import { callRoute, type PlainResponse } from '@portal-sync/runtime';
import type { Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime, createSeededRandom, type ManualTime } from '@portal-sync/tooling';
import type { Deps } from '../deps.ts';
import { routes } from '../http/routes.ts';
import { joinConnector } from '../join.ts';
import { collections } from '../repos/collections.ts';
import { connectorSettings } from '../settings.ts';
import { anAgency, NORTH, SOUTH, PEOPLE } from './cast.ts';

/** The connector's rooms without its workers: routes called as functions on a store in memory, broker and matcher played by a function. */
export interface Room {
  readonly deps: Deps;
  readonly store: Store;
  readonly time: ManualTime;
  /** What the broker and the matcher know. */
  readonly users: Map<string, UserCard>;
  readonly contacts: Map<string, ContactCard>;
  readonly agencies: Map<string, Agency>;
  /** Connections that only the broker knows so far. */
  readonly connections: Map<string, ConnectionCard>;
  /** Calls to neighbours, as `METHOD path`. */
  readonly asked: string[];
  call(caller: Caller, method: string, url: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<PlainResponse>;
  /** All that was sent so far, of these types. */
  sent(...types: string[]): Promise<readonly CloudEvent[]>;
  /** The versions told of an appointment, oldest first. */
  changes(appointmentId: string): Promise<readonly ReturnType<typeof appointmentChanged.read>[]>;
  close(): Promise<void>;
}

export async function openRoom(): Promise<Room> {
  const time = createManualTime();
  const random = createSeededRandom(11);
  const { clock, timers } = time;
  const store = await openSqliteStore({ memory: true, clock })('connector', collections);
  const users = new Map(PEOPLE.map((user) => [`${user.agencyId}/${user.id}`, user]));
  const contacts = new Map<string, ContactCard>();
  const agencies = new Map([NORTH, SOUTH].map((id) => [id, anAgency(id)]));
  const connections = new Map<string, ConnectionCard>();
  const asked: string[] = [];
  const http = neighbours({ users, contacts, agencies, connections, asked });
  const settings = connectorSettings.parse({ CONNECTOR_CLIENT_SECRET: 's', BROKER_URL: 'http://broker.test', MATCHER_URL: 'http://matcher.test' });
  const google = () => { throw new Error('these rooms do not call Google'); };
  const { deps } = joinConnector({ store, clock, timers, random, http, settings, google, log: silentLog, bus: undefined as never, makeId: createIds(clock, random) });
  const sent = async (...types: string[]) => {
    const partitions = await Promise.all(Array.from({ length: PARTITIONS }, (_, partition) => store.outbox.readFrom(partition, 0, 1000)));
    const all = partitions.flat().map(({ message }) => message);
    return all.filter(({ type }) => types.length === 0 || types.includes(type));
  };
  return {
    deps, store, time, users, contacts, agencies, connections, asked, sent,
    call: (caller, method, url, body, headers = {}) =>
      callRoute(routes, deps, { method, url, caller, headers, ...(body === undefined ? {} : { body }) }, { store, clock }),
    changes: async (appointmentId) =>
      (await sent('appointment.changed')).map((message) => appointmentChanged.read(message)).filter((data) => data.appointmentId === appointmentId),
    close: () => store.close(),
  };
}

/** The broker and the matcher, as far as these rooms ask them. */
function neighbours(known: Pick<Room, 'users' | 'contacts' | 'agencies' | 'connections' | 'asked'>): Http {
  return async (url, init) => {
    const { pathname } = new URL(url);
    known.asked.push(`${init?.method ?? 'GET'} ${pathname}`);
    if (pathname === '/oauth2/token') return Response.json({ access_token: 'internal', token_type: 'Bearer', expires_in: 300 });
    if (pathname.endsWith('/identity-key')) return Response.json({ key: 'a-key-of-thirty-two-characters-or-more' });
    const [, , kind = '', ...ids] = pathname.split('/').map(decodeURIComponent);
    const found =
      kind === 'agencies' ? known.agencies.get(ids[0] as string)
      : kind === 'users' ? known.users.get(ids.join('/'))
      : kind === 'contacts' ? [known.contacts.get(ids[1] as string)].find((card) => card?.agencyId === ids[0])
      : kind === 'connections' ? known.connections.get(ids[0] as string)
      : undefined;
    return found === undefined ? new Response(null, { status: 404 }) : Response.json(found);
  };
}
