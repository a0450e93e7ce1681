import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Person } from '@portal-sync/all-in-one/person';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectAs } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { synced } from '../house/look.ts';
import { openTestHouse, PEOPLE, type TestHouse } from '../house/open-test-house.ts';
import { at } from '../house/times.ts';
import { findWords, recording, type Seen } from './recorder.ts';

/** The product's own names: nobody outside may read them. */
const PRODUCT = [/portal[-_ ]?sync/i];
/** Another agency: nobody here may read of it. */
const NEIGHBOUR = [/harbour/i];
const ADA = PEOPLE.ada.email;

let house: TestHouse;
let ada: Person;
let seen: Seen[];
let hooks: Server;
const hooked: Seen[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  const recorder = recording(house.http);
  seen = recorder.seen;
  hooks = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      hooked.push({ where: 'webhook', text: `${JSON.stringify(request.headers)}\n${body}` });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => hooks.once('listening', resolve));

  ada = new Person({ http: recorder.http, google: house.google, origin: house.origin('northlight'), email: ADA });
  await ada.browser.visit(`${ada.origin}/`);
  await ada.signIn();
  const endpoint = await ada.must<{ id: string }>('POST', '/v1/webhooks', { url: `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/` });
  await ada.must('POST', '/v1/rules', { name: 'Hook', on: 'booked', actions: [{ kind: 'webhook', endpointId: endpoint.id }, { kind: 'mail', to: 'host', subject: 'Booked', text: '{title}' }] });
  const { connectionId } = await connectAs(ada, ADA);
  const made = await ada.must<{ id: string }>('POST', '/v1/appointments', { title: 'White', when: at(2, 9) });
  await synced(ada, made.id);
  for (const path of ['/v1/connections', '/v1/users', '/v1/audit', '/v1/contacts', '/v1/calendars', '/v1/runs', '/v1/rules', '/v1/mails', `/v1/sync-settings/${connectionId}`, '/portal/session', '/.well-known/oauth-authorization-server', '/.well-known/jwks.json', '/v1/openapi.json']) {
    await ada.api('GET', path);
  }
  // What goes wrong speaks too.
  await ada.api('GET', '/v1/appointments/nothing-like-this');
  await ada.api('POST', '/v1/appointments', { bad: true });
  await ada.api('GET', '/nowhere-at-all');
  await ada.api('GET', '/oauth2/authorize?client_id=nobody');
});
afterAll(async () => {
  hooks.close();
  await house?.close();
});

describe('an agency\'s flows', () => {
  test('never show the product\'s name: pages, headers, cookies, problems, metadata, tokens', () => {
    expect(seen.length).toBeGreaterThan(20);
    expect(findWords(seen, PRODUCT)).toEqual([]);
  });

  test('never show another agency', () => {
    expect(findWords(seen, NEIGHBOUR)).toEqual([]);
  });

  test('keep the generic host to signing in and connecting', () => {
    const generic = new URL(house.house.addresses.genericOrigin).host;
    const inData = seen.filter(({ where }) => where.includes('/v1/') && !where.includes('/v1/connect-sessions') && !where.includes('/invitations'));
    expect(findWords(inData, [new RegExp(generic.replaceAll('.', '\\.'))])).toEqual([]);
  });

  test('name their cookies neutrally, and the broker\'s differ from the portal\'s', () => {
    const generic = house.house.addresses.genericOrigin;
    const names = (of: (path: string) => boolean) =>
      seen.filter(({ where }) => of(where)).flatMap(({ text }) => [...text.matchAll(/^set-cookie: ([^=]+)=/gim)].map((match) => match[1] ?? ''));
    const brokers = names((where) => where.includes(generic) || where.includes('/oauth2/'));
    const portals = names((where) => where.includes(ada.origin) && !where.includes('/oauth2/'));
    expect(portals.length).toBeGreaterThan(0);
    expect(brokers.length).toBeGreaterThan(0);
    for (const name of [...portals, ...brokers]) expect(name).not.toMatch(/portal-?sync|northlight|harbour/i);
    expect(portals.filter((name) => brokers.includes(name))).toEqual([]);
  });

  test('write events to Google whose marks name nobody', async () => {
    const events = await house.google.events(ADA);
    expect(events.map((event) => event.summary)).toContain('White');
    expect(findWords([{ where: 'events in Google', text: JSON.stringify(events) }], [...PRODUCT, ...NEIGHBOUR])).toEqual([]);
  });

  test('send webhooks whose headers and bodies name nobody', async () => {
    await eventually(async () => expect(hooked.length).toBeGreaterThan(0));
    expect(findWords(hooked, [...PRODUCT, ...NEIGHBOUR])).toEqual([]);
  });

  test('an unknown host gets a blank 404', async () => {
    const unknown = await house.http(`http://stranger.localhost:${house.house.addresses.ports.portal}/`);
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toBe('');
  });
});
