import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { channels } from '../repos/channels.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { pullPlan } from '../domain/pull-plan.ts';
import { at, NORTH } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { askPull } from './ask-pull.ts';
import { receiveNotification } from './receive-notification.ts';
import { syncCalendar } from './sync-calendar.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld({ notifyUrl: 'http://127.0.0.1:4402' });
});
afterEach(() => world.close());

const minute = 60_000;
const hour = 60 * minute;
const timed = (at10: number) => ({ start: { dateTime: at(at10).start }, end: { dateTime: at(at10).end } });
const calendar = async () => world.store.get(googleCalendars, primaryOf('hal'));
const lists = () => world.calls('events.list');
const blocks = async () => (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'hal'] })).items;
const open = async () => (await world.store.find(channels, { index: 'byCalendar', equals: [primaryOf('hal')] })).items;

/** Connected, watched, and quiet: handshake done, the read that follows the opening too. */
async function watched() {
  await world.connect('hal');
  await world.knock();
  await world.advance(3_000);
}

describe('watching', () => {
  test('K01 a notification is one read, and those that come close together are one', async () => {
    await watched();
    const before = lists();
    for (let n = 0; n < 5; n++) world.person('hal').insert({ summary: `E${n}`, ...timed(9 + n) });
    expect(await world.knock()).toBe(5);
    await world.drain();
    await world.advance(2_000);
    expect(await blocks()).toHaveLength(5);
    expect(lists() - before).toBeLessThanOrEqual(2);
  });

  test('K02 the handshake is accepted and reads nothing', async () => {
    await world.connect('hal');
    await world.drain();
    const before = lists();
    expect(await world.knock()).toBe(1);
    await world.drain();
    expect(lists()).toBe(before);
    expect((await open()).map((channel) => channel.state)).toEqual(['open']);
  });

  test('K04 a message number seen before makes no work', async () => {
    await watched();
    world.person('hal').insert({ summary: 'One', ...timed(9) });
    const deliveries = world.google.takeOutgoing();
    const headers = deliveries[0]?.headers ?? {};
    expect(await receiveNotification(world.deps, headers)).toBe('taken');
    await world.advance(3_000);
    const before = lists();
    expect(await receiveNotification(world.deps, headers)).toBe('taken');
    await world.advance(3_000);
    expect(lists()).toBe(before);
  });

  test('P02 a knock with another token, another resource or an unknown channel is nobody\'s', async () => {
    await watched();
    world.person('hal').insert({ summary: 'One', ...timed(9) });
    const headers = world.google.takeOutgoing()[0]?.headers ?? {};
    const before = lists();
    expect(await receiveNotification(world.deps, { ...headers, 'x-goog-channel-token': 'guess' })).toBe('unknown');
    expect(await receiveNotification(world.deps, { ...headers, 'x-goog-resource-id': 'other' })).toBe('unknown');
    expect(await receiveNotification(world.deps, { ...headers, 'x-goog-channel-id': 'south-channel' })).toBe('unknown');
    expect(await receiveNotification(world.deps, {})).toBe('unknown');
    await world.drain();
    expect(lists()).toBe(before);
  });

  test('the echoes of our own writes cost one list per two seconds, behind the writes', async () => {
    await watched();
    const before = lists();
    for (let n = 0; n < 10; n++) {
      await world.book({ title: `A${n}`, when: at(8 + n) });
      await world.drain();
      await world.knock();
      await world.advance(400);
    }
    await world.advance(2_000);
    expect(world.calls('events.insert')).toBe(10);
    expect(lists() - before).toBeLessThanOrEqual(4);
  });

  test('a notification that comes during a read is not lost', async () => {
    await watched();
    world.person('hal').insert({ summary: 'First', ...timed(9) });
    await world.knock();
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, leasedUntil: world.time.clock.now() + minute, dueAt: world.time.clock.now() + minute, pulledAt: world.time.clock.now(), nextPullAt: null }));
    world.person('hal').insert({ summary: 'Second', ...timed(10) });
    await world.knock();
    expect((await calendar())?.nextPullAt).not.toBeNull();
    await world.advance(2 * minute);
    expect(await blocks()).toHaveLength(2);
  });

  test('K09 a channel is renewed before it ends: the new one first, the old one after', async () => {
    await watched();
    const [old] = await open();
    await world.advance(30 * hour);
    await world.knock();
    await world.advance(2 * hour);
    const now = await open();
    expect(now).toHaveLength(1);
    expect(now[0]?.id).not.toBe(old?.id);
    const order = world.google.world.state.calls.map((call) => call.operation).filter((name) => name === 'events.watch' || name === 'channels.stop');
    expect(order).toEqual(['events.watch', 'events.watch', 'channels.stop']);
  });

  test('K11 a calendar that Google lets nobody watch is polled', async () => {
    world.fault({ status: 400, reason: 'pushNotSupportedForRequestedResource' }, { operation: 'events.watch' });
    await world.connect('hal');
    expect((await calendar())?.watch).toBe('refused');
    world.person('hal').insert({ summary: 'Seen', ...timed(9) });
    await world.advance(minute);
    expect(await blocks()).toHaveLength(1);
  });

  test('K16 when notifications get lost, the reconcile finds what changed within its bound', async () => {
    await watched();
    world.person('hal').insert({ summary: 'Unheard', ...timed(9) });
    world.google.takeOutgoing();
    await world.advance(2 * hour);
    expect(await blocks()).toEqual([]);
    await world.advance(90 * minute);
    expect(await blocks()).toHaveLength(1);
  });

  test('under another frequency nothing is watched', async () => {
    await world.connect('hal', { frequency: '15-minutes' });
    expect(await open()).toEqual([]);
    await world.change('hal-k', { frequency: 'realtime' });
    await world.drain();
    expect((await open()).map((channel) => channel.state)).toEqual(['open']);
    await world.change('hal-k', { frequency: 'manual' });
    await world.drain();
    expect(await open()).toEqual([]);
  });
});

describe('without an address to notify', () => {
  beforeEach(async () => {
    await world.close();
    world = await openSyncWorld();
    await world.connect('hal');
  });

  test('K17 changes are polled, and the settings say so', async () => {
    expect(await open()).toEqual([]);
    world.person('hal').insert({ summary: 'Seen', ...timed(9) });
    await world.advance(35_000);
    expect(await blocks()).toHaveLength(1);
    const facts = { frequency: 'realtime', canNotify: false, watch: 'off', reconcileSeconds: 10_800 } as const;
    expect(pullPlan(facts)).toEqual({ by: 'poll', everySeconds: 30, because: 'no-notify-address' });
  });

  test('under manual nothing moves before somebody asks, then everything does', async () => {
    await world.change('hal-k', { frequency: 'manual' });
    await world.drain();
    world.person('hal').insert({ summary: 'There', ...timed(9) });
    await world.book();
    await world.advance(5 * hour);
    expect(await blocks()).toEqual([]);
    expect(world.person('hal').events()).toHaveLength(1);
    await askPull(world.deps, { agencyId: NORTH, connectionId: 'hal-k' });
    await world.drain();
    expect(await blocks()).toHaveLength(1);
    expect(world.person('hal').events()).toHaveLength(2);
  });

  test('under manual an ask that comes in the middle of a piece of work is answered by the next one, which writes', async () => {
    await world.change('hal-k', { frequency: 'manual' });
    await world.drain();
    await world.book();
    await world.drain();
    const begun = await calendar();
    await askPull(world.deps, { agencyId: NORTH, connectionId: 'hal-k' });
    await syncCalendar(world.deps, begun!, { signal: new AbortController().signal });
    await world.drain();
    expect(world.person('hal').events()).toHaveLength(1);
  });

  test('under manual one ask writes all that waits, also what is more than one piece of work', async () => {
    await world.change('hal-k', { frequency: 'manual' });
    await world.drain();
    for (let order = 0; order < 45; order++) await world.book();
    await world.drain();
    expect(world.person('hal').events()).toHaveLength(0);
    await askPull(world.deps, { agencyId: NORTH, connectionId: 'hal-k' });
    await world.drain();
    expect(world.person('hal').events()).toHaveLength(45);
    expect(world.calls('events.list')).toBeLessThan(5);
  });
});
