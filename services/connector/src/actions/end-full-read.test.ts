import { connectionBroken, type ConnectionCard } from '@portal-sync/contracts';
import { addSecondary, expireSyncTokens } from '@portal-sync/google-sandbox/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { runs } from '../repos/runs.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { endFullRead } from './end-full-read.ts';
import { openPass, type Pass } from './pass.ts';

let world: SyncWorld;
let other: string;
beforeEach(async () => {
  world = await openSyncWorld();
  const { state } = world.google.world;
  const hal = state.accounts.get(state.subByEmail.get(accountOf('hal')) ?? '');
  other = googleCalendarIdOf(NORTH, addSecondary(world.google.world, hal as never, { summary: 'Other' }).head.id);
  world.person('hal').insert({ summary: 'Dentist', start: { dateTime: at(7).start }, end: { dateTime: at(7).end } });
  await world.connect('hal');
});
afterEach(() => world.close());

const minute = 60_000;
async function book(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await world.book({ title: `A${n}`, when: at(10 + n) });
  await world.drain();
  await world.advance(minute);
}
const calendar = async () => (await world.store.get(googleCalendars, primaryOf('hal'))) as GoogleCalendarDoc;
const blocks = async () => (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'hal'] })).items.map(({ title }) => title);

describe('a full read that other settings have superseded', () => {
  test.each([3, 6])('misses nothing of its last page, which was not taken: %i events', async (count) => {
    await book(count);
    expireSyncTokens(world.google.world.state.calendars.get(accountOf('hal')) as never);
    const find = world.store.find.bind(world.store);
    let changed = false;
    // What the page would change is counted just before it is taken.
    vi.spyOn(world.store, 'find').mockImplementation(async (collection, query) => {
      if (collection.name === links.name && query.index === 'byGoogleEvent' && !changed) {
        changed = true;
        await world.change('hal-k', { targetCalendarId: other });
      }
      return find(collection, query);
    });
    await world.advance(minute);
    expect(changed).toBe(true);
    expect(world.calls('events.get')).toBe(0);
    expect(await calendar()).toMatchObject({ use: 'draining', problem: null, pausedSince: null, fullReadSince: null });
  });

  test('asks nobody and forgets nothing when it ends', async () => {
    await book(6);
    await world.advance(minute);
    const begun = await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, fullReadSince: world.time.clock.now() }));
    const pass = (await openPass(world.deps, begun, new AbortController().signal)) as Pass;
    await world.change('hal-k', { targetCalendarId: other, availabilityCalendarIds: [primaryOf('hal')] });
    await endFullRead(pass);
    expect(await calendar()).toMatchObject({ use: 'availability', problem: null, pausedSince: null });
    await endFullRead({ ...pass, calendar: { ...pass.calendar, guardAnswer: 'apply' } });
    expect(await blocks()).toEqual(['Dentist']);
  });
});

test('a read whose connection breaks under it leaves no run that is still on', async () => {
  await book(1);
  const [event] = world.person('hal').events().filter(({ summary }) => summary === 'A0');
  const find = world.store.find.bind(world.store);
  let broken = false;
  vi.spyOn(world.store, 'find').mockImplementation(async (collection, query) => {
    if (collection.name === links.name && query.index === 'byGoogleEvent' && !broken) {
      broken = true;
      world.connections.set('hal-k', { ...(world.connections.get('hal-k') as ConnectionCard), state: 'broken', version: 2 });
      await world.tell(connectionBroken.make({ agencyId: NORTH, connectionId: 'hal-k', userId: 'hal', product: 'calendar-2way', cause: 're-consent' }, { id: world.deps.makeId(), now: world.time.clock.now() }));
    }
    return find(collection, query);
  });
  await world.edit((await find(links, { index: 'byState', equals: [primaryOf('hal'), 'synced'] })).items[0]?.appointmentId ?? '', { title: 'Pushed first' });
  world.person('hal').patch(event?.id ?? '', { location: 'Room 5' });
  await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, nextPullAt: world.time.clock.now() }));
  await world.advance(minute);
  expect(broken).toBe(true);
  expect((await find(runs, { index: 'byState', equals: ['hal-k', 'running'] })).items).toEqual([]);
  expect((await find(runs, { index: 'byState', equals: ['hal-k', 'done'] })).items.length).toBeGreaterThan(0);
});
