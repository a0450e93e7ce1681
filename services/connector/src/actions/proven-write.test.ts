import { AppError } from '@portal-sync/kernel';
import { expect, test, vi } from 'vitest';
import { links } from '../repos/links.ts';
import { runRecords } from '../repos/runs.ts';
import { onAnswer } from '../testing/on-answer.ts';
import { openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';

const rowsOf = async (world: SyncWorld, id: string) =>
  (await world.store.find(runRecords, { index: 'byAppointment', equals: [id] })).items.filter(({ side }) => side === 'google').map(({ act, after }) => [act, after['location'] ?? after['title'] ?? null]);
const stateOf = async (world: SyncWorld, id: string) => (await world.store.find(links, { index: 'byAppointment', equals: [id] })).items[0]?.state;

test('a write whose answer was lost is in the sync log once it is seen in Google: what was made, changed and removed, each once', async () => {
  const world = await openSyncWorld();
  await world.connect('hal');
  world.fault({ lostReply: true }, { operation: 'events.insert' });
  const { id } = await world.book({ title: 'One', location: 'Here' });
  await world.drain();
  await world.advance(60_000);
  expect([await stateOf(world, id), await rowsOf(world, id)]).toEqual(['synced', [['created', 'Here']]]);

  world.fault({ lostReply: true }, { operation: 'events.patch' });
  await world.edit(id, { location: 'There' });
  await world.drain();
  await world.advance(60_000);
  expect([await stateOf(world, id), await rowsOf(world, id)]).toEqual(['synced', [['created', 'Here'], ['updated', 'There']]]);

  world.fault({ lostReply: true }, { operation: 'events.delete' });
  await world.edit(id, { status: 'cancelled' });
  await world.drain();
  await world.advance(60_000);
  const [, , removed, ...more] = await rowsOf(world, id);
  expect([await stateOf(world, id), removed?.[0], more]).toEqual(['gone', 'cancelled', []]);
  await world.close();
});

test('a write that Google did while the store was away is known for ours: it is in the sync log, and what a person made of it is an edit like any other', async () => {
  const world = await openSyncWorld();
  await world.connect('hal');
  onAnswer(world, 'insertEvent', () => vi.spyOn(world.store, 'transaction').mockRejectedValueOnce(new AppError('unavailable')));
  const { id } = await world.book({ title: 'One', location: 'Here' });
  await expect(world.drain()).rejects.toThrow('Not available');
  const [event] = world.person('hal').events();
  world.person('hal').patch(event?.id ?? '', { location: 'There' });
  await world.advance(60_000);
  expect((await world.read(id)).location).toBe('There');
  expect(world.person('hal').events()).toMatchObject([{ location: 'There' }]);
  expect(await rowsOf(world, id)).toEqual([['created', 'Here']]);
  await world.close();
});
