import { afterEach, beforeEach, expect, test } from 'vitest';
import { appointments } from '../repos/appointments.ts';
import { mirrors } from '../repos/mirrors.ts';
import { at } from '../testing/cast.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { adoptEvent } from './adopt-event.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

test('what is edited while an appointment is linked to an event that looks the same reaches that event', async () => {
  world.person('hal').insert({ summary: 'Twin', start: { dateTime: at(9).start }, end: { dateTime: at(9).end } });
  const { id } = await world.book({ title: 'Twin', when: at(9) });
  await world.connect('hal', { mode: 'one-way' });
  await world.drain();
  const [mirror] = (await world.store.find(mirrors, { index: 'byStart', equals: [primaryOf('hal')], limit: 5 })).items;
  const planned = { googleCalendarId: primaryOf('hal'), connectionId: 'hal-k', kind: 'host' } as const;
  let edits = 0;
  await world.store.transaction(async (tx) => {
    const appointment = await tx.get(appointments, id);
    if (edits++ === 0) await world.edit(id, { location: 'Room 5' });
    await adoptEvent(tx, world.deps, { appointment: appointment!, mirror: mirror!, planned, cause: 'import', runId: null });
  });
  expect(edits).toBe(2);
  await world.drain();
  expect(world.person('hal').events().map(({ summary, location }) => [summary, location])).toEqual([['Twin', 'Room 5']]);
});
