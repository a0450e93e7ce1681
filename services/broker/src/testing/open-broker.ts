import type { Caller } from '@portal-sync/contracts';
import { Secret, type Log } from '@portal-sync/kernel';
import type { PlainResponse } from '@portal-sync/runtime';
import { openServiceWorld, type ServiceWorld } from '@portal-sync/runtime/testing';
import { createManualTime, createSeededRandom } from '@portal-sync/tooling';
import { collections, createApp, type AgencySeed, type Broker } from '../app.ts';
import type { StoredAuditRow } from '../domain/agency/chain-audit.ts';
import { auditRows } from '../repos/audit-rows.ts';
import { connections, type Connection } from '../repos/connections.ts';
import type { BrokerSettings } from '../settings.ts';
import { CLIENT_ID, CLIENT_SECRET, createLocalGoogle, GOOGLE, type LocalGoogle } from './local-google.ts';

export const NORTH = 'http://north.test';
export const HARBOUR = 'http://harbour.test';
export const CONNECT = 'https://connect.test';
export const INTERNAL = 'http://broker.internal';
export const PORTAL_SECRET = 'portal-secret-canary-77aa10';
export const PLATFORM_SECRET = 'platform-secret-canary-3b1c';
export const OPERATOR_SECRET = 'operator-secret-canary-5f20';
export const CONNECTOR_SECRET = 'connector-secret-canary-91d2';

export const person = (userId: string, role: 'admin' | 'staff' | 'client' | 'prospect' = 'staff', agencyId = 'north'): Caller => ({ kind: 'user', agencyId, userId, role });
export const admin = person('ada', 'admin');
export const platform = (agencyId = 'north'): Caller => ({ kind: 'platform', agencyId, clientId: 'crm' });
export const connector: Caller = { kind: 'service', name: 'connector' };

export interface BrokerWorld extends Omit<ServiceWorld<Broker>, 'service'> {
  readonly broker: Broker;
  readonly google: LocalGoogle;
  call(method: string, url: string, caller?: Caller, body?: unknown, headers?: Record<string, string>): Promise<PlainResponse>;
  connection(connectionId: string): Promise<Connection | undefined>;
}

const settings: BrokerSettings = {
  BROKER_HOST: '127.0.0.1', BROKER_PORT: 0, BROKER_LOG: 'silent', BROKER_URL: INTERNAL, BROKER_PUBLIC_URL: CONNECT, BROKER_GENERIC_NAME: 'My Portal App',
  BROKER_KEY: new Secret(Buffer.alloc(32, 7).toString('base64url')), BROKER_KEY_FILE: undefined, BROKER_TRUST_PROXY: undefined,
  BROKER_SERVICE_CLIENTS: { connector: CONNECTOR_SECRET, matcher: 'matcher-secret-canary-000' },
  BROKER_OPERATOR_SECRET: new Secret(OPERATOR_SECRET),
  CONNECTOR_URL: 'http://connector.test', MATCHER_URL: 'http://matcher.test', TRIGGER_URL: 'http://trigger.test', PORTAL_URL: 'http://portal.test',
  GOOGLE_CLIENT_ID: CLIENT_ID, GOOGLE_CLIENT_SECRET: new Secret(CLIENT_SECRET), GOOGLE_PROJECT_NUMBER: undefined,
  GOOGLE_AUTH_URL: `${GOOGLE}/o/oauth2/v2/auth`, GOOGLE_TOKEN_URL: `${GOOGLE}/token`, GOOGLE_REVOKE_URL: `${GOOGLE}/revoke`,
  GOOGLE_USERINFO_URL: `${GOOGLE}/oauth2/v3/userinfo`, GOOGLE_CERTS_URL: `${GOOGLE}/oauth2/v3/certs`, GOOGLE_ISSUER: GOOGLE,
};

export const northSeed: AgencySeed = {
  id: 'north',
  origins: [NORTH],
  brand: { name: 'Northlight Studio', logo: null, accent: '#2f6f62', supportAddress: 'help@northlight.example' },
  zone: 'Europe/Stockholm',
  users: [
    { id: 'ada', name: 'Ada Lind', email: 'ada.demo@gmail.com', role: 'admin' },
    { id: 'anna', name: 'Anna Berg', email: 'anna.demo@gmail.com', role: 'staff' },
    { id: 'bo', name: 'Bo Ek', email: 'bo.demo@gmail.com', role: 'staff' },
    { id: 'clara', name: 'Clara Client', email: 'clara.demo@gmail.com', role: 'client', contactId: 'c-clara' },
  ],
  clients: [
    { id: 'portal', kind: 'portal', secret: new Secret(PORTAL_SECRET) },
    { id: 'crm', kind: 'platform', secret: new Secret(PLATFORM_SECRET) },
  ],
  returnAddresses: ['http://crm.test/back'],
};

export const harbourSeed: AgencySeed = {
  ...northSeed,
  id: 'harbour',
  origins: [HARBOUR],
  brand: { name: 'Harbour Physio', logo: null, accent: '#1f5fa8', supportAddress: 'hello@harbour.example' },
  locale: 'sv',
  users: [{ id: 'elin', name: 'Elin Sjö', email: 'elin.demo@gmail.com', role: 'admin' }, { id: 'anna', name: 'Anna Berg', email: 'anna.demo@gmail.com', role: 'staff' }],
};

/** The broker alone with a local Google: engines in memory, time moved by hand. Two agencies stand. */
export async function openBroker(log?: Log): Promise<BrokerWorld> {
  const time = createManualTime();
  const random = createSeededRandom(11);
  const google = createLocalGoogle(() => time.clock.now(), () => random.unit(), time.timers);
  const { service: broker, ...world } = await openServiceWorld({
    name: 'broker', collections, http: google.http, createApp, settings, time, log,
    says: ['agency.changed', 'user.changed', 'user.removed', 'user.removed.done', 'connection.made', 'connection.changed', 'connection.broken', 'connection.removing', 'connection.removed'],
  });
  await broker.seedAgency(northSeed);
  await broker.seedAgency(harbourSeed);
  return {
    ...world,
    broker,
    google,
    call: (method, url, caller, body, headers = {}) =>
      broker.call({ method, url, headers, ...(caller === undefined ? {} : { caller }), ...(body === undefined ? {} : { body }) }),
    connection: (connectionId) => world.store.get(connections, connectionId),
  };
}

/** What the audit log of an agency says, oldest first. */
export async function auditOf(world: BrokerWorld, agencyId = 'north'): Promise<readonly StoredAuditRow[]> {
  return (await world.store.find(auditRows, { index: 'byAgency', equals: [agencyId], limit: 1000 })).items;
}
export const auditKinds = async (world: BrokerWorld, agencyId = 'north'): Promise<string[]> => (await auditOf(world, agencyId)).map((row) => row.kind);
