import type { SyncSettings, SyncStatus } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectionCards } from '../../repos/cards.ts';
import { googleCalendars } from '../../repos/google-calendars.ts';
import { links } from '../../repos/links.ts';
import { syncSettings } from '../../repos/sync-settings.ts';
import { newLink } from '../../domain/new-link.ts';
import { as, NORTH, platform, SOUTH } from '../../testing/cast.ts';
import { connect } from '../../testing/connect.ts';
import { openRoom, type Room } from '../../testing/open-room.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  await connect(room, 'hal');
});
afterEach(() => room.close());

const HAL = as('hal');
const K = 'north-hal-k';
const get = (caller = HAL, connectionId = K) => room.call(caller, 'GET', `/v1/sync-settings/${connectionId}`);
const patch = (body: object, version = 1, caller = HAL, connectionId = K) =>
  room.call(caller, 'PATCH', `/v1/sync-settings/${connectionId}`, body, { 'if-match': `"${version}"` });
const stored = () => room.store.get(syncSettings, K);

describe('settings', () => {
  test('are read with their version and with how changes reach us', async () => {
    expect(await get()).toMatchObject({
      status: 200, headers: { etag: '"1"' }, body: { connectionId: K, userId: 'hal', mode: 'smart', pull: { by: 'poll', everySeconds: 30, because: 'no-notify-address' } },
    });
  });

  test('are changed on the version that was seen, and what follows is done in the same transaction', async () => {
    expect(await patch({ targetCalendarId: 'north-hal-own', frequency: 'hourly' })).toMatchObject({
      status: 200, headers: { etag: '"2"' }, body: { targetCalendarId: 'north-hal-own', version: 2, pull: { everySeconds: 3600 } },
    });
    expect((await room.store.get(googleCalendars, 'north-hal-own'))?.dueAt).not.toBeNull();
    expect(await patch({ mode: 'two-way' })).toMatchObject({ status: 412, body: { currentVersion: 2 } });
    expect(await room.call(HAL, 'PATCH', `/v1/sync-settings/${K}`, { mode: 'two-way' })).toMatchObject({ status: 428 });
  });

  test('saved as they are make no version', async () => {
    const { pull: _pull, connectionId: _id, userId: _user, version: _version, ...values } = (await get()).body as SyncSettings;
    expect(await patch(values)).toMatchObject({ status: 200, body: { version: 1 } });
  });

  const LATER = [
    { conflictPolicy: 'manual' }, { platformCalendars: ['c1'] }, { teammatesSee: 'details' }, { detailsForUserIds: ['tim'] }, { availabilityOnly: true },
    { guestsInGoogle: 'invited-by-mail' }, { notifyClientOn: { timeChange: true, cancellation: false } },
    { oldTarget: 'move' }, { oldTarget: 'remove' },
  ];
  test.each(LATER)('what is not served yet is refused by name and not stored: %j', async (body) => {
    const before = await stored();
    expect(await patch({ ...body, mode: 'two-way' })).toMatchObject({ status: 422, body: { issues: [{ path: `body.${Object.keys(body)[0] as string}` }] } });
    expect(await stored()).toEqual(before);
  });

  test('of a connection that is only just known are those it begins with', async () => {
    await room.store.remove(syncSettings, K);
    expect(await get()).toMatchObject({ status: 200, headers: { etag: '"0"' }, body: { mode: 'smart', version: 0 } });
    expect(await patch({ targetCalendarId: 'north-hal-own' }, 0)).toMatchObject({ status: 200, body: { version: 1 } });
  });

  test('N09: a one-way connection takes one direction only', async () => {
    await connect(room, 'tim', { product: 'calendar-1way' });
    expect(await patch({ direction: 'bidirectional' }, 1, as('tim'), 'north-tim-k')).toMatchObject({ status: 422, body: { issues: [{ path: 'body.direction' }] } });
    expect(await get(as('tim'), 'north-tim-k')).toMatchObject({ body: { direction: 'to-google', mode: 'one-way' } });
  });

  test('a connection for meetings has none, one that leaves takes no more changes', async () => {
    await connect(room, 'tim', { product: 'meet' });
    expect(await get(as('tim'), 'north-tim-k')).toMatchObject({ status: 404 });
    await room.store.update(connectionCards, K, (card) => ({ ...card, state: 'removing' as const }));
    expect(await patch({ mode: 'two-way' })).toMatchObject({ status: 409 });
  });

  test('of a connection that nobody has told us of are there at once: the broker is asked', async () => {
    const card = { id: 'north-tim-new', agencyId: NORTH, userId: 'tim', product: 'calendar-2way', state: 'live', cause: null, account: 'tim@gmail.example', grantedScopes: [], version: 1 } as const;
    room.connections.set(card.id, { ...card, grantedScopes: [...card.grantedScopes] });
    expect(await get(as('tim', SOUTH), card.id)).toMatchObject({ status: 404 });
    expect(await room.call(as('tim'), 'GET', `/v1/google-calendars?connectionId=${card.id}`)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await get(as('tim'), card.id)).toMatchObject({ status: 200, body: { connectionId: card.id, userId: 'tim', mode: 'smart' } });
    expect(await get(as('tim'), 'nobody-knows')).toMatchObject({ status: 404 });
  });

  test('P01 are a person’s own: a colleague and another agency find nothing, those who run the agency do', async () => {
    for (const caller of [as('tim'), as('cleo'), as('ada', SOUTH), platform(SOUTH)]) {
      expect(await get(caller)).toMatchObject({ status: 404 });
      expect(await patch({ mode: 'two-way' }, 1, caller)).toMatchObject({ status: 404 });
    }
    for (const caller of [as('ada'), platform()]) expect(await get(caller)).toMatchObject({ status: 200 });
    expect((await stored())?.version).toBe(1);
  });
});

describe('status', () => {
  const status = async (caller = HAL) => (await room.call(caller, 'GET', `/v1/sync-status/${K}`)).body as SyncStatus;

  test('says what the person has to do, with the name of the calendar once it is chosen', async () => {
    expect(await status()).toMatchObject({ state: 'needs-you', reason: 'choose-calendar', targetCalendarName: null });
    await patch({ targetCalendarId: 'north-hal-own' });
    expect(await status()).toMatchObject({ targetCalendarName: "hal's own" });
  });

  test('counts what is linked, what waits and what failed', async () => {
    await patch({ targetCalendarId: 'north-hal-own' });
    await room.store.update(googleCalendars, 'north-hal-own', (doc) => ({ ...doc, firstRead: false, fullReadSince: null }));
    for (const [at, state] of (['synced', 'synced', 'waiting', 'failed', 'gone'] as const).entries()) {
      const link = newLink({ agencyId: NORTH, appointmentId: `a${at}`, googleCalendarId: 'north-hal-own', connectionId: K, kind: 'host' }, 1, { state, googleEventId: `e${at}` });
      await room.store.put(links, link);
    }
    expect(await status()).toMatchObject({ state: 'needs-you', reason: 'records-failed', counts: { linked: 4, waiting: 1, failed: 1 } });
  });

  test('E06 while a person must decide, the status says how much vanished and changed; otherwise there is nothing to say', async () => {
    await patch({ targetCalendarId: 'north-hal-own' });
    await room.store.update(googleCalendars, 'north-hal-own', (doc) => ({ ...doc, guard: { vanished: 2, changed: 1 } }));
    expect((await status()).stopped).toBeNull();
    await room.store.update(googleCalendars, 'north-hal-own', (doc) => ({ ...doc, problem: 'many-deletions', pausedSince: 650, guard: { vanished: 12, changed: 1 } }));
    expect(await status()).toMatchObject({ state: 'needs-you', reason: 'many-deletions', since: 650, stopped: { vanished: 12, changed: 1 } });
  });

  test('L12: one story everywhere: alone, in the list, to those who run the agency', async () => {
    await room.store.update(connectionCards, K, (card) => ({ ...card, state: 'broken' as const, cause: 're-consent' }));
    await connect(room, 'tim');
    const alone = await status();
    expect(alone).toMatchObject({ state: 'needs-you', reason: 'access-revoked', since: 5 });
    const listed = (await room.call(HAL, 'GET', '/v1/sync-status')).body as { items: SyncStatus[] };
    expect(listed.items).toEqual([alone]);
    expect(((await room.call(as('ada'), 'GET', '/v1/sync-status')).body as { items: SyncStatus[] }).items).toHaveLength(2);
    expect(await status(as('ada'))).toEqual(alone);
    expect((await room.call(as('tim'), 'GET', `/v1/sync-status/${K}`)).status).toBe(404);
    expect(((await room.call(as('ada', SOUTH), 'GET', '/v1/sync-status')).body as { items: SyncStatus[] }).items).toEqual([]);
  });

  test('sync now asks for a read, once for many asks', async () => {
    await patch({ targetCalendarId: 'north-hal-own' });
    const asked = async () => (await room.store.get(googleCalendars, 'north-hal-own'))?.pullAsked ?? 0;
    const before = await asked();
    expect(await room.call(HAL, 'POST', '/v1/sync-now', { connectionId: K })).toMatchObject({ status: 202 });
    expect(await asked()).toBeGreaterThan(before);
    expect(await room.call(as('tim'), 'POST', '/v1/sync-now', { connectionId: K })).toMatchObject({ status: 404 });
  });
});
