import { appointmentChanged, connectionBroken, connectionChanged, type EventToJudge } from '@portal-sync/contracts';
import { addSecondary } from '@portal-sync/google-sandbox/core';
import type { Transaction } from '@portal-sync/store';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { calendarAccesses, googleCalendars } from '../repos/google-calendars.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';

let world: SyncWorld;
let other: string;
const judged: EventToJudge[] = [];
beforeEach(async () => {
  world = await openSyncWorld();
  other = another('Other');
  judged.length = 0;
  world.judge = (event) => {
    judged.push(event);
    return { outcome: 'appointment', contactIds: [], fires: !event.policy.backFill.isBackFill };
  };
});
afterEach(() => world.close());

const minute = 60_000;
const about = { agencyId: NORTH, connectionId: 'hal-k', userId: 'hal', product: 'calendar-2way' } as const;
const stamp = () => ({ id: world.deps.makeId(), now: world.time.clock.now() });
const hals = () => world.person('hal').events();
const insert = (summary: string, hour: number) => world.person('hal').insert({ summary, start: { dateTime: at(hour).start }, end: { dateTime: at(hour).end } });
const choose = (targetCalendarId: string) => world.change('hal-k', { targetCalendarId });
const calendar = () => world.store.get(googleCalendars, primaryOf('hal'));
const told = async () => (await world.sent('appointment.changed')).map((message) => appointmentChanged.read(message));
const toldOf = async (id: string) => (await told()).filter(({ appointmentId }) => appointmentId === id);

function another(summary: string): string {
  const { state } = world.google.world;
  const hal = state.accounts.get(state.subByEmail.get(accountOf('hal')) ?? '');
  return googleCalendarIdOf(NORTH, addSecondary(world.google.world, hal as never, { summary }).head.id);
}

async function breakAccess(): Promise<() => Promise<void>> {
  const card = world.connections.get('hal-k');
  if (card === undefined) throw new Error('not connected');
  world.connections.set('hal-k', { ...card, state: 'broken', cause: 're-consent', version: 2 });
  await world.tell(connectionBroken.make({ ...about, cause: 're-consent' }, stamp()));
  return () => {
    world.connections.set('hal-k', { ...card, version: 3 });
    return world.tell(connectionChanged.make(about, stamp()));
  };
}

describe('a calendar that becomes the target again', () => {
  test('brings what was made in it while it drained as back-fill, and is news from then on', async () => {
    await world.connect('hal', { mode: 'two-way' });
    await world.book();
    await world.drain();
    await choose(other);
    await world.advance(minute);
    insert('Meanwhile', 15);
    await world.advance(5 * minute);
    await choose(primaryOf('hal'));
    await world.advance(minute);
    insert('Later', 17);
    await world.advance(minute);
    expect((await told()).map(({ cause, fires }) => `${cause} ${fires}`).sort()).toEqual(['api true', 'back-fill false', 'judged true']);
  });

  test('and so does one that was left before its first read ended', async () => {
    insert('Before', 15);
    await world.connect('hal', {}, { target: false });
    await world.change('hal-k', { mode: 'two-way', targetCalendarId: primaryOf('hal') });
    await world.book();
    await choose(other);
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ use: 'draining', firstRead: false });
    await choose(primaryOf('hal'));
    await world.advance(minute);
    expect(judged.map(({ policy }) => policy.backFill.isBackFill)).toEqual([true]);
    expect(await calendar()).toMatchObject({ use: 'target', firstRead: false });
  });

  test.each([
    ['while it drained', () => choose(other)],
    ['while it was read for its time', () => world.change('hal-k', { targetCalendarId: other, availabilityCalendarIds: [primaryOf('hal')] })],
  ])('has news of what is linked, which was followed %s; its guests were not judged then, and are no news', async (_how, leave) => {
    await world.connect('hal', { mode: 'two-way' });
    const { id } = await world.book();
    await world.drain();
    await leave();
    await world.advance(5 * minute);
    world.person('hal').patch(hals()[0]?.id ?? '', { summary: 'Moved', attendees: [{ email: 'jane@mail.example' }] });
    await choose(primaryOf('hal'));
    await world.advance(minute);
    expect((await world.read(id)).title).toBe('Moved');
    expect((await toldOf(id)).map(({ cause, fires }) => [cause, fires])).toEqual([['api', true], ['google', true]]);
    expect(judged.map(({ policy }) => policy.backFill.isBackFill)).toEqual([true]);
  });

  test('takes guests who were invited while it drained for no news', async () => {
    await world.connect('hal', { mode: 'two-way' });
    await world.book();
    await world.drain();
    await choose(other);
    await world.advance(minute);
    world.person('hal').patch(hals()[0]?.id ?? '', { attendees: [{ email: 'jane@mail.example' }] });
    await world.advance(5 * minute);
    await choose(primaryOf('hal'));
    await world.advance(minute);
    expect(judged).toEqual([]);
  });

  test('tells nobody of what was made of linked events while nobody read it', async () => {
    await world.connect('hal', { mode: 'two-way' });
    const { id } = await world.book();
    await world.drain();
    const mend = await breakAccess();
    world.person('hal').patch(hals()[0]?.id ?? '', { summary: 'Moved' });
    await world.advance(60 * minute);
    await mend();
    await world.advance(minute);
    expect((await toldOf(id)).map(({ cause, fires }) => [cause, fires])).toEqual([['api', true], ['google', false]]);
  });
});

describe('a connection that works again', () => {
  test('follows its links in an earlier target too', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await choose(other);
    await world.advance(minute);
    const mend = await breakAccess();
    await world.advance(60 * minute);
    world.person('hal').patch(hals()[0]?.id ?? '', { location: 'Room 5' });
    await mend();
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ use: 'draining', leadConnectionId: 'hal-k' });
    expect((await world.read(id)).location).toBe('Room 5');
  });

  test('looks at the calendars that it uses, however many it reaches', async () => {
    for (let n = 0; n < 30; n++) another(`Colleague ${n}`);
    await world.connect('hal');
    await world.book();
    await world.drain();
    await choose(other);
    await world.drain();
    const mend = await breakAccess();
    const looked: unknown[] = [];
    const transaction = world.store.transaction.bind(world.store);
    vi.spyOn(world.store, 'transaction').mockImplementation((work) =>
      transaction((tx) => work(watched(tx, (googleCalendarId) => looked.push(googleCalendarId)))),
    );
    await mend();
    expect(looked.sort()).toEqual([primaryOf('hal'), other].sort());
  });
});

/** Tells whose choosers are read. */
const watched = (tx: Transaction, saw: (googleCalendarId: unknown) => void): Transaction =>
  new Proxy(tx, {
    get: (target, name) => {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      return (...args: Parameters<Transaction['find']>) => {
        if (name === 'find' && (args[0] as unknown) === calendarAccesses && args[1].index === 'byCalendar') saw(args[1].equals[0]);
        return (value as (...all: unknown[]) => unknown).apply(target, args);
      };
    },
  });
