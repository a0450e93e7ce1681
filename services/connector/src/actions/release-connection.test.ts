import { connectionBroken, connectionChanged, connectionRemoved, connectionRemoving } from '@portal-sync/contracts';
import { addSecondary } from '@portal-sync/google-sandbox/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import type { GoogleItem } from '../domain/google-item.ts';
import { readItem } from '../domain/read-item.ts';
import { connectionCards } from '../repos/cards.ts';
import { googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import { channels } from '../repos/channels.ts';
import { runs } from '../repos/runs.ts';
import { at, NORTH } from '../testing/cast.ts';
import { onItsWay } from '../testing/on-its-way.ts';
import { onAnswer } from '../testing/on-answer.ts';
import { accountOf, openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { askPull } from './ask-pull.ts';
import { openPass, type Pass } from './pass.ts';
import { pushLink } from './push-link.ts';
import { startPush } from './start-push.ts';
import { takePage, takeTogether } from './take-page.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld({ notifyUrl: 'http://127.0.0.1:4402' });
});
afterEach(() => world.close());

const minute = 60_000;
const hals = () => world.person('hal').events();
const about = { agencyId: NORTH, connectionId: 'hal-k', userId: 'hal', product: 'calendar-2way' } as const;
const stamp = () => ({ id: world.deps.makeId(), now: world.time.clock.now() });

describe('disconnecting', () => {
  test('keeping: our events stay in Google, channels stop, nothing is written or read any more', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await world.disconnect('hal-k', 'keep');
    expect(hals()).toHaveLength(1);
    expect((await world.sent('connection.released')).map((message) => message.data)).toEqual([{ agencyId: NORTH, connectionId: 'hal-k', removedEvents: 0 }]);
    expect(await world.store.count(channels, { index: 'byCalendar', equals: [primaryOf('hal')] })).toBe(0);
    expect(world.calls('channels.stop')).toBe(1);
    const calls = world.google.world.state.calls.length;
    await world.edit(id, { title: 'Later' });
    await world.advance(60 * minute);
    expect(world.google.world.state.calls).toHaveLength(calls);
    expect((await world.linkOf(id))?.state).toBe('dormant');
  });

  test('while a write is under way: the link rests all the same, knows what was written, and lives again with the connection', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    onAnswer(world, 'patchEvent', () => world.disconnect('hal-k', 'keep'));
    await world.edit(id, { title: 'Later' });
    await world.drain();
    expect(await world.linkOf(id)).toMatchObject({ state: 'dormant', dirtySince: null, inflight: [], base: { title: 'Later' } });
    await world.connect('hal');
    await world.edit(id, { title: 'Again' });
    await world.advance(minute);
    expect(hals().map((event) => event.summary)).toEqual(['Again']);
    expect((await world.linkOf(id))?.state).toBe('synced');
  });

  test('keeping keeps an event that is edited here at that very moment, and what was made of it in Google is merged after connecting again', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    const calendar = await world.store.get(googleCalendars, primaryOf('hal'));
    const pass = await openPass(world.deps, calendar as GoogleCalendarDoc, new AbortController().signal);
    world.person('hal').patch(hals()[0]?.id ?? '', { location: 'Room 5' });
    await world.beginDisconnect('hal-k', 'keep');
    await world.edit(id, { title: 'Later' });
    // A process that began before goes on writing.
    await pushLink(pass as Pass, (await world.linkOf(id))?.id ?? '');
    await world.drain();
    expect(hals()).toHaveLength(1);
    world.connections.delete('hal-k');
    await world.tell(connectionRemoved.make(about, stamp()));
    await world.connect('hal');
    for (let minutes = 0; minutes < 3; minutes++) await world.advance(minute);
    expect(await world.read(id)).toMatchObject({ title: 'Later', location: 'Room 5' });
    expect(hals()).toMatchObject([{ summary: 'Later', location: 'Room 5' }]);
  });

  test('removing takes away what we made and nothing else', async () => {
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: false });
    await world.connect('hal');
    for (let n = 0; n < 30; n++) await world.book({ title: `Ours ${n}`, when: at(8 + (n % 12), 3 + Math.floor(n / 12)) });
    world.person('hal').insert({ summary: 'Theirs', start: { dateTime: at(20).start }, end: { dateTime: at(20).end } });
    await world.advance(minute);
    const [stolen] = hals().filter((event) => event.summary === 'Ours 3');
    world.person('hal').patch(stolen?.id ?? '', { extendedProperties: { private: { apptSig: 'nonsense' } } });
    await world.disconnect('hal-k', 'remove');
    expect(hals().map((event) => event.summary).sort()).toEqual(['Ours 3', 'Theirs']);
    expect((await world.sent('connection.released')).map((message) => message.data)).toEqual([{ agencyId: NORTH, connectionId: 'hal-k', removedEvents: 29 }]);
    expect(world.google.world.state.mails).toEqual([]);
  });

  test('removing waits for an event that is still on its way to Google; connected again, the appointment stands and has a new one', async () => {
    await world.connect('hal');
    const late = onItsWay(world, 'insertEvent');
    const { id } = await world.book();
    await world.drain();
    await world.beginDisconnect('hal-k', 'remove');
    await world.drain();
    await late.arrive();
    expect(hals()).toHaveLength(1);
    expect(await world.sent('connection.released')).toEqual([]);
    await world.advance(2 * minute);
    expect(hals()).toEqual([]);
    expect((await world.sent('connection.released')).map((message) => message.data)).toMatchObject([{ removedEvents: 1 }]);
    world.connections.delete('hal-k');
    await world.tell(connectionRemoved.make(about, stamp()));
    await world.connect('hal');
    for (let minutes = 0; minutes < 3; minutes++) await world.advance(minute);
    expect([(await world.read(id)).status, hals().map((event) => event.status)]).toEqual(['confirmed', ['confirmed']]);
  });

  test('removing looks again at what a process that began before goes on writing', async () => {
    await world.connect('hal');
    const first = await world.book({ title: 'First' });
    await world.drain();
    const calendar = await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, blockedUntil: world.time.clock.now() + 60 * minute }));
    const { id } = await world.book({ title: 'Second', when: at(12) });
    // Both wait: they are looked at in one go.
    await world.edit(first.id, { title: 'First, edited' });
    await world.drain();
    const pass = await openPass(world.deps, calendar, new AbortController().signal);
    const second = await world.linkOf(id);
    onAnswer(world, 'deleteEvent', () => pushLink(pass as Pass, second?.id ?? ''));
    await world.disconnect('hal-k', 'remove');
    expect(world.calls('events.insert')).toBe(2);
    expect(hals()).toEqual([]);
    expect((await world.sent('connection.released')).map((message) => message.data)).toMatchObject([{ removedEvents: 2 }]);
  });

  test('an event left in an earlier target is still the same after connecting again: followed there, and not doubled', async () => {
    const hal = world.google.world.state.accounts.get(world.google.world.state.subByEmail.get(accountOf('hal')) ?? '');
    const other = addSecondary(world.google.world, hal as never, { summary: 'Other' });
    const others = () => world.person('hal').events({ calendar: other.head.id });
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await world.change('hal-k', { targetCalendarId: googleCalendarIdOf(NORTH, other.head.id) });
    await world.advance(minute);
    await world.disconnect('hal-k', 'keep');
    world.person('hal').patch(hals()[0]?.id ?? '', { location: 'Room 5' });
    await world.connect('hal', {}, { target: false });
    await world.advance(minute);
    expect((await world.read(id)).location).toBe('Room 5');
    await world.edit(id, { title: 'Later' });
    await world.advance(minute);
    expect([hals().map((event) => event.summary), others()]).toEqual([['Later'], []]);
    await world.edit(id, { status: 'cancelled' });
    await world.advance(minute);
    expect([hals(), others()]).toEqual([[], []]);
  });

  test.each([
    ['the wish to remove', () => connectionRemoving.make({ ...about, googleEvents: 'remove' }, stamp())],
    ['the end', () => connectionRemoved.make(about, stamp())],
  ])('said once more after the person connected again, %s of the old connection touches nothing', async (_what, said) => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await world.disconnect('hal-k', 'keep');
    const card = await world.connect('hal');
    await world.tell(said());
    await world.drain();
    await world.edit(id, { title: 'Later' });
    await world.advance(minute);
    expect(hals().map((event) => event.summary)).toEqual(['Later']);
    expect(await world.store.get(connectionCards, card.id)).toMatchObject({ state: 'live' });
  });

  test('said once more during the next disconnect, the earlier one neither ends it nor brings its own wish', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await world.disconnect('hal-k', 'remove');
    await world.connect('hal');
    await world.advance(minute);
    await world.beginDisconnect('hal-k', 'keep');
    await world.tell(connectionRemoving.make({ ...about, googleEvents: 'remove' }, stamp()));
    await world.tell(connectionRemoved.make(about, stamp()));
    expect(await world.store.get(connectionCards, 'hal-k')).toMatchObject({ state: 'removing' });
    await world.drain();
    expect(hals()).toHaveLength(1);
    expect(await world.linkOf(id)).toMatchObject({ state: 'dormant' });
    expect((await world.sent('connection.released')).map((message) => message.data)).toMatchObject([{ removedEvents: 1 }, { removedEvents: 0 }]);
  });

  test('what a last read shows of an event is read again once somebody connects: it was not merged', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    const calendar = await world.store.get(googleCalendars, primaryOf('hal'));
    const pass = await openPass(world.deps, calendar as GoogleCalendarDoc, new AbortController().signal);
    await world.disconnect('hal-k', 'keep');
    const changed = world.person('hal').patch(hals()[0]?.id ?? '', { summary: 'Theirs' });
    const item = readItem(changed, 'Europe/Amsterdam');
    await takeTogether(pass as Pass, [{ item: item as GoogleItem, mark: { kind: 'none' }, askedAt: null, restore: false }]);
    expect(await world.linkOf(id)).toMatchObject({ state: 'dormant', unmerged: true, base: { title: 'Massage' } });
  });

  test('and not for ever for one that never comes', async () => {
    await world.connect('hal');
    world.fault({ dropped: true }, { operation: 'events.insert' });
    await world.book();
    await world.drain();
    await world.beginDisconnect('hal-k', 'remove');
    await world.drain();
    expect(await world.sent('connection.released')).toEqual([]);
    const reads = world.calls('events.get');
    await world.advance(2 * minute);
    expect((await world.sent('connection.released')).map((message) => message.data)).toMatchObject([{ removedEvents: 0 }]);
    expect(world.calls('events.get') - reads).toBeLessThan(4);
  });

  test('in the middle of a push of existing data ends that push; connected again it can be started anew', async () => {
    for (let n = 0; n < 30; n++) await world.book({ title: `A${n}`, when: at(8 + (n % 12), 3 + Math.floor(n / 12)) });
    await world.connect('hal');
    world.fault({ status: 429, reason: 'rateLimitExceeded' }, { operation: 'events.insert', skip: 10, left: 1 });
    const { id } = await startPush(world.deps, { agencyId: NORTH, connectionId: 'hal-k', which: 'all' });
    await world.drain();
    expect(await world.store.get(runs, id)).toMatchObject({ state: 'running', processed: 10, total: 30 });
    await world.disconnect('hal-k', 'remove');
    expect(await world.store.get(runs, id)).toMatchObject({ state: 'stopped', problem: 'disconnected', finishedAt: expect.any(Number) });
    await world.connect('hal');
    const again = await startPush(world.deps, { agencyId: NORTH, connectionId: 'hal-k', which: 'all' });
    expect(again.id).not.toBe(id);
    await world.advance(minute);
    expect(await world.store.get(runs, again.id)).toMatchObject({ state: 'done' });
    expect(hals()).toHaveLength(30);
  });

  test('without access it is let go all the same', async () => {
    await world.connect('hal');
    await world.book();
    await world.drain();
    const card = world.connections.get('hal-k');
    if (card !== undefined) world.connections.set('hal-k', { ...card, state: 'broken' });
    await world.advance(2 * 60 * minute);
    await world.disconnect('hal-k', 'remove');
    expect(await world.sent('connection.released')).toHaveLength(1);
  });
});

describe('connecting again', () => {
  test('N06 the same account goes on where it stopped: same events, nothing doubled, what changed meanwhile is merged', async () => {
    await world.connect('hal');
    const one = await world.book({ title: 'One' });
    const two = await world.book({ title: 'Two', when: at(13) });
    const three = await world.book({ title: 'Three', when: at(15) });
    await world.drain();
    await world.advance(minute);
    const before = hals().map((event) => event.id).sort();
    await world.disconnect('hal-k', 'keep');
    const idOf = (title: string) => hals().find((event) => event.summary === title)?.id ?? '';
    world.person('hal').patch(idOf('One'), { location: 'Room 9' });
    world.person('hal').remove(idOf('Three'));
    await world.edit(two.id, { title: 'Two, longer' });
    await world.connect('hal', {}, { id: 'hal-k2', target: false });
    await world.advance(minute);
    await world.advance(minute);
    expect((await world.store.get(syncSettings, 'hal-k2'))?.values.targetCalendarId).toBe(primaryOf('hal'));
    expect(world.calls('events.insert')).toBe(3);
    expect(hals().map((event) => event.id).every((id) => before.includes(id))).toBe(true);
    expect((await world.read(one.id)).location).toBe('Room 9');
    expect((await world.read(three.id)).status).toBe('cancelled');
    expect(hals().map((event) => event.summary).sort()).toEqual(['One', 'Two, longer']);
    expect(await world.linkOf(one.id)).toMatchObject({ state: 'synced', connectionId: 'hal-k2' });
  });

  test.each(['as the same connection', 'as another one'])('%s, what changed in Google meanwhile is merged, whichever work comes first', async (how) => {
    await world.connect('hal');
    const booked = await Promise.all(Array.from({ length: 25 }, (_, n) => world.book({ title: `Massage ${n}`, when: at(8 + (n % 12), 3 + Math.floor(n / 12)) })));
    await world.drain();
    await world.advance(minute);
    await world.disconnect('hal-k', 'keep');
    const changed = booked.filter((_, n) => n % 8 === 0);
    for (const { title } of changed) world.person('hal').patch(hals().find(({ summary }) => summary === title)?.id ?? '', { location: 'Room 9' });
    await world.connect('hal', {}, how === 'as another one' ? { id: 'hal-k2', target: false } : { target: false });
    await world.advance(minute);
    for (const { id } of changed) expect(await world.read(id)).toMatchObject({ location: 'Room 9' });
  });

  test('what a read under way showed after the disconnect is merged when somebody connects again, not taken for known', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    await world.advance(minute);
    const calendar = await world.store.get(googleCalendars, primaryOf('hal'));
    const pass = calendar === undefined ? undefined : await openPass(world.deps, calendar, new AbortController().signal);
    if (pass === undefined) throw new Error('no pass');
    await world.disconnect('hal-k', 'keep');
    world.person('hal').patch(hals()[0]?.id ?? '', { location: 'Room 9' });
    await takePage(pass, hals(), world.time.clock.now());
    await world.connect('hal', {}, { target: false });
    await world.advance(minute);
    expect(await world.read(id)).toMatchObject({ location: 'Room 9' });
  });

  test('after a removal the events come back, each once', async () => {
    await world.connect('hal');
    await world.book({ title: 'One' });
    await world.drain();
    await world.disconnect('hal-k', 'remove');
    expect(hals()).toEqual([]);
    await world.connect('hal', {}, { id: 'hal-k2', target: false });
    await world.advance(minute);
    expect(hals().map((event) => event.summary)).toEqual(['One']);
  });
});

describe('broken access', () => {
  test('writes stop and wait; when it works again everything goes out', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    const card = world.connections.get('hal-k');
    if (card === undefined) throw new Error('not connected');
    world.connections.set('hal-k', { ...card, state: 'broken', cause: 're-consent', version: 2 });
    await world.tell(connectionBroken.make({ ...about, cause: 're-consent' }, stamp()));
    const calls = world.google.world.state.calls.length;
    await world.edit(id, { title: 'While broken' });
    await world.advance(60 * minute);
    expect(world.google.world.state.calls).toHaveLength(calls);
    expect(await world.linkOf(id)).toMatchObject({ state: 'waiting' });
    expect((await world.store.get(googleCalendars, primaryOf('hal')))?.leadConnectionId).toBeNull();
    await expect(askPull(world.deps, { agencyId: NORTH, connectionId: 'hal-k' })).rejects.toMatchObject({ code: 'refused' });
    world.connections.set('hal-k', { ...card, version: 3 });
    await world.tell(connectionChanged.make(about, stamp()));
    await world.drain();
    expect(hals()[0]?.summary).toBe('While broken');
    expect(world.calls('events.insert')).toBe(1);
  });

  test('an answer of the broker that no token is to be had stops the work, without asking Google', async () => {
    await world.connect('hal');
    const card = world.connections.get('hal-k');
    if (card !== undefined) world.connections.set('hal-k', { ...card, state: 'broken', version: 2 });
    await world.advance(2 * 60 * minute);
    const calls = world.google.world.state.calls.length;
    await world.book();
    await world.advance(60 * minute);
    expect(world.google.world.state.calls).toHaveLength(calls);
    expect((await world.store.get(googleCalendars, primaryOf('hal')))?.leadConnectionId).toBeNull();
  });
});

describe('another target', () => {
  test('what stands in the old calendar stays there and is still kept the same; new appointments go to the new one', async () => {
    const hal = world.google.world.state.accounts.get(world.google.world.state.subByEmail.get('hal@gmail.com') ?? '');
    const other = addSecondary(world.google.world, hal as never, { summary: 'Work' });
    await world.connect('hal');
    const old = await world.book({ title: 'Old' });
    await world.drain();
    await world.change('hal-k', { targetCalendarId: googleCalendarIdOf(NORTH, other.head.id) });
    await world.drain();
    await world.book({ title: 'New', when: at(14) });
    await world.edit(old.id, { title: 'Old, edited' });
    await world.drain();
    expect(hals().map((event) => event.summary)).toEqual(['Old, edited']);
    expect(world.person('hal').events({ calendar: other.head.id }).map((event) => event.summary)).toEqual(['New']);
    world.person('hal').patch(hals()[0]?.id ?? '', { location: 'There' });
    world.person('hal').insert({ summary: 'Not read any more', start: { dateTime: at(9).start }, end: { dateTime: at(9).end } });
    await world.knock();
    await world.advance(minute);
    expect((await world.read(old.id)).location).toBe('There');
  });
});
