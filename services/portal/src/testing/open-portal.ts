import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Role } from '@portal-sync/contracts';
import { Secret, type CloudEvent } from '@portal-sync/kernel';
import { openServiceWorld, type ServiceWorld } from '@portal-sync/runtime/testing';
import { createManualTime } from '@portal-sync/tooling';
import supertest from 'supertest';
import { collections, createApp } from '../app.ts';
import { createFakeNeighbours, ORIGIN, type FakeNeighbours } from './fake-neighbours.ts';

export interface PortalWorld extends Pick<ServiceWorld, 'service' | 'replica' | 'store' | 'time' | 'stop'> {
  readonly neighbours: FakeNeighbours;
  /** Folder of the built pages. */
  readonly pages: string;
  /** A request over a socket, as a browser at this agency would send it. */
  ask(method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, options?: { agency?: string; cookie?: string; headers?: Record<string, string> }): supertest.Test;
  /** Signs a person in through every step and gives the session's cookie pair. */
  signIn(userId: string, agency?: 'north' | 'harbour', to?: string): Promise<string>;
  /** Says messages, all of one service, as their owner would. */
  say(...messages: readonly CloudEvent[]): Promise<void>;
  /** Answers this portal gave to removals. */
  sent(): Promise<readonly CloudEvent[]>;
}

export const HOST = { north: 'north.localhost:4400', harbour: 'harbour.localhost:4400' } as const;

/** The portal alone: embedded engines in memory, time moved by hand, its neighbours played by a function. */
export async function openPortal(): Promise<PortalWorld> {
  const time = createManualTime();
  const neighbours = await createFakeNeighbours(time.clock);
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="%LOCALE%"><head><title>%NAME%</title></head><body></body></html>');
  writeFileSync(join(folder, 'assets', 'main-abc.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'main-abc.js.gz'), gzipSync('export {};'));
  const world = await openServiceWorld({
    name: 'portal', collections, time,
    http: neighbours.http,
    createApp: (deps) => createApp({ ...deps, pages: folder }),
    says: ['agency.removed.done', 'user.removed.done', 'contact.erased.done'],
    settings: {
      PORTAL_HOST: '127.0.0.1', PORTAL_PORT: 0, PORTAL_LOG: 'silent' as const, PORTAL_CLIENT_ID: 'portal', PORTAL_CLIENT_SECRET: new Secret('inner-secret'),
      PORTAL_SIGN_IN_CLIENTS: { north: { id: 'portal', secret: 'secret-of-north-portal' }, harbour: { id: 'portal', secret: 'secret-of-harbour-portal' } },
      PORTAL_SESSION_KEY: new Secret(Buffer.alloc(32, 7).toString('base64url')),
      BROKER_URL: 'http://broker.test', CONNECTOR_URL: 'http://connector.test', MATCHER_URL: 'http://matcher.test', TRIGGER_URL: 'http://trigger.test',
    },
  });
  const { service, store } = world;

  const ask: PortalWorld['ask'] = (method, path, { agency = HOST.north, cookie, headers = {} } = {}) => {
    const test = supertest(service.handler)[method](path).set('host', agency).set(headers).redirects(0);
    return cookie === undefined ? test : test.set('cookie', cookie);
  };

  return {
    service, replica: world.replica, store, time, neighbours, ask, pages: folder,
    async signIn(userId, agency = 'north', to = '/calendar') {
      const begun = await ask('get', `/sign-in/start?to=${encodeURIComponent(to)}`, { agency: HOST[agency] });
      const asked = new URL(String(begun.headers['location'])).searchParams;
      const code = `code-of-${userId}`;
      neighbours.codes.set(code, { userId, origin: ORIGIN[agency], nonce: asked.get('nonce') ?? '', challenge: asked.get('code_challenge') ?? '' });
      const back = `/sign-in/done?code=${code}&state=${asked.get('state')}&iss=${encodeURIComponent(ORIGIN[agency])}`;
      const done = await ask('get', back, { agency: HOST[agency], cookie: pairOf(begun, 'signing-in') });
      return pairOf(done, 'session');
    },
    say: world.send,
    sent: async () => world.sent(),
    async stop() {
      await world.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** `name=value` of a cookie that an answer sets, or the empty text. */
export const pairOf = (answer: supertest.Response, name: string): string =>
  cookiesOf(answer).find((cookie) => cookie.startsWith(`${name}=`))?.split(';')[0] ?? '';

export const cookiesOf = (answer: supertest.Response): readonly string[] => [answer.headers['set-cookie'] ?? []].flat();

export const ROLE_OF: Readonly<Record<string, Role>> = { ada: 'admin', sam: 'staff', clara: 'client' };
