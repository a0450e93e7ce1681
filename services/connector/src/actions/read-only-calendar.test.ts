import { addSecondary, share } from '@portal-sync/google-sandbox/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { links } from '../repos/links.ts';
import { readStatus } from '../repos/read-status.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const person = (userId: string) => world.google.world.state.accounts.get(world.google.world.state.subByEmail.get(accountOf(userId)) ?? '') as never;

test('L09 a calendar that we may only read any more: writes stop with a clear word, reads go on, and all goes on when we may again', async () => {
  const team = addSecondary(world.google.world, person('tim'), { summary: 'Team', id: 'team@group.calendar.google.com' });
  const role = (which: 'writer' | 'reader') => share(world.google.world, team, person('hal'), which, true);
  role('writer');
  const card = await world.connect('hal', { targetCalendarId: googleCalendarIdOf(NORTH, team.head.id) });
  const status = () => readStatus(world.store, card);
  const { id } = await world.book();
  await world.drain();
  await world.advance(minute);
  expect(await status()).toMatchObject({ state: 'connected', counts: { linked: 1 } });

  role('reader');
  await world.advance(minute);
  expect(await status()).toMatchObject({ state: 'needs-you', reason: 'not-writable' });
  await world.edit(id, { title: 'Longer massage' });
  await world.drain();
  const [event] = world.person('tim').events({ calendar: team.head.id });
  world.person('tim').patch(event?.id ?? '', { start: { dateTime: at(14).start }, end: { dateTime: at(14).end } }, { calendar: team.head.id });
  await world.advance(minute);
  expect(await world.read(id)).toMatchObject({ title: 'Longer massage', startsAt: Date.parse(at(14).start) });
  expect(await status()).toMatchObject({ state: 'needs-you', reason: 'not-writable' });

  role('writer');
  await world.advance(minute);
  await world.edit(id, { title: 'Long massage' });
  await world.advance(minute);
  expect(await status()).toMatchObject({ state: 'connected', reason: null });
  expect(world.person('tim').events({ calendar: team.head.id })).toMatchObject([{ summary: 'Long massage', start: { dateTime: expect.stringContaining('T14:00') } }]);
  expect((await world.store.find(links, { index: 'byAppointment', equals: [id] })).items[0]).toMatchObject({ state: 'synced' });
});
