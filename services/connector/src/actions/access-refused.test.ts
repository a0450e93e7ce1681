import { expect, test } from 'vitest';
import { calendarAccesses } from '../repos/google-calendars.ts';
import { readStatus } from '../repos/read-status.ts';
import { openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';

const status = async (world: SyncWorld) => {
  const card = world.connections.get('hal-k');
  return card === undefined ? undefined : readStatus(world.store, card);
};

test('Google takes no token of ours for a moment: the broker is told, nobody is asked to connect again, and it goes on in seconds', async () => {
  const world = await openSyncWorld();
  await world.connect('hal');
  world.fault({ status: 401, reason: 'authError' }, { operation: 'events.insert', left: 2 });
  const { id } = await world.book();
  await world.drain();
  expect(await world.sent('access.refused')).toHaveLength(1);
  expect((await status(world))?.reason).not.toBe('access-revoked');
  await world.advance(20_000);
  expect((await world.linkOf(id))?.state).toBe('synced');
  expect(await status(world)).toMatchObject({ state: 'connected', reason: null });
  await world.close();
});

test('Google goes on refusing what the broker holds for good: then it is said, and asked seldom', async () => {
  const world = await openSyncWorld();
  await world.connect('hal');
  world.fault({ status: 401, reason: 'authError' }, { operation: 'events.insert', left: 1_000 });
  await world.book();
  await world.drain();
  for (let minute = 0; minute < 10; minute++) await world.advance(60_000);
  expect(await status(world)).toMatchObject({ state: 'needs-you', reason: 'access-revoked' });
  expect(world.calls('events.insert')).toBeLessThan(20);
  await world.close();
});

test('a list of calendars that Google refuses for a moment is asked for again, though nothing about the connection changes', async () => {
  const world = await openSyncWorld();
  const listed = () => world.store.count(calendarAccesses, { index: 'byConnection', equals: ['hal-k'] });
  world.fault({ status: 401, reason: 'authError' }, { operation: 'calendarList.list', left: 2 });
  // The worker takes it as a failure, and comes back.
  await expect(world.connect('hal', {}, { target: false })).rejects.toMatchObject({ code: 'upstream-failed' });
  expect(await listed()).toBe(0);
  await world.advance(600_000);
  expect(await listed()).toBeGreaterThan(0);
  await world.close();
});
