import { expect, test } from 'vitest';
import { links } from '../repos/links.ts';
import { runRecords } from '../repos/runs.ts';
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
