import { afterEach, beforeEach, expect, test } from 'vitest';
import { googleCalendars } from '../repos/google-calendars.ts';
import { at } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
  for (const person of ['hal', 'tim', 'ada']) await world.connect(person);
});
afterEach(() => world.close());

const minute = 60_000;
const hour = 60 * minute;
const calendar = (userId: string) => world.store.get(googleCalendars, primaryOf(userId));
const events = (userId: string): number => world.person(userId).events().length;
const calls = (): number => world.google.world.state.calls.filter(({ operation }) => operation.startsWith('events.')).length;
const goDown = (): void => world.fault({ status: 503, reason: 'backendError' }, { operation: 'events.*', left: 1_000_000 });
const comeBack = (): void => void (world.google.world.state.faults.length = 0);
const pass = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 20_000) await world.advance(20_000);
};

test('M04 an outage of hours uses up no tries: records wait, Google is asked more and more rarely', async () => {
  goDown();
  const booked = [];
  for (let n = 0; n < 10; n++) booked.push(await world.book({ title: `Massage ${n}`, when: at(8 + n) }));
  await pass(hour);
  const inTheFirstHour = calls();
  await pass(3 * hour);
  expect(calls() - inTheFirstHour).toBeLessThan(inTheFirstHour / 3);
  for (const { id } of booked) expect(await world.linkOf(id)).toMatchObject({ state: 'waiting' });
  expect(Math.max(...(await Promise.all(booked.map(({ id }) => world.linkOf(id)))).map((link) => link?.attempts ?? 0))).toBeLessThan(4);
  expect(await calendar('hal')).toMatchObject({ problem: 'google-down' });
});

test('M04 the first calendar for which Google works again lets all others go, however long they had to wait', async () => {
  goDown();
  for (const hostUserId of ['hal', 'tim', 'ada']) await world.book({ hostUserId });
  await pass(6 * hour);
  const due = await Promise.all(['hal', 'tim', 'ada'].map(async (person) => (await calendar(person))?.blockedUntil ?? 0));
  comeBack();
  await pass(Math.min(...due) - world.time.clock.now() + 40_000);
  expect(['hal', 'tim', 'ada'].map(events)).toEqual([1, 1, 1]);
  expect(Math.max(...due)).toBeGreaterThan(world.time.clock.now());
  for (const person of ['hal', 'tim', 'ada']) expect(await calendar(person)).toMatchObject({ problem: null, failures: 0 });
});

test('a failure after something that went well is the first of its row: Google that fails every second call never makes a calendar wait for long', async () => {
  await world.book();
  for (let n = 0; n < 8; n++) {
    await world.book({ title: `Massage ${n}`, when: at(8 + n) });
    world.google.world.state.faults.length = 0;
    world.fault({ status: 403, reason: 'rateLimitExceeded' }, { operation: 'events.insert', skip: 1 });
    await world.advance(10_000);
    expect(await calendar('hal')).toMatchObject({ failures: 1, problem: null });
  }
  await pass(minute);
  expect(events('hal')).toBe(9);
});
