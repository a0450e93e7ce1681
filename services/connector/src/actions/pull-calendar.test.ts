import { addSecondary, expireSyncTokens } from '@portal-sync/google-sandbox/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleCalendarIdOf } from '../domain/google-ids.ts';
import { busyBlocks } from '../repos/busy-blocks.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { mirrors } from '../repos/mirrors.ts';
import { runRecords, runs } from '../repos/runs.ts';
import { appointments } from '../repos/appointments.ts';
import { at, NORTH } from '../testing/cast.ts';
import { accountOf, openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { answerGuard } from './answer-guard.ts';
import { applyVerdict } from './apply-verdict.ts';
import { openPass, type Pass } from './pass.ts';
import { takePage } from './take-page.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const timed = (hour: number, day = 2) => ({ start: { dateTime: at(hour, day).start }, end: { dateTime: at(hour, day).end } });
const calendar = async () => {
  const found = await world.store.get(googleCalendars, primaryOf('hal'));
  if (found === undefined) throw new Error('no calendar');
  return found;
};
const blocks = async () => (await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'hal'] })).items;
const all = async () => (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
const knowJane = () => void world.contacts.set('jane', { id: 'jane', agencyId: NORTH, name: 'Jane Doe', addresses: ['jane@mail.example'], version: 1 });
const withJane = { attendees: [{ email: 'jane@mail.example' }] };
const primary = () => world.google.world.state.calendars.get(accountOf('hal'));

describe('reading changes', () => {
  test('B01 an incremental read applies what changed alone, and keeps the new token after its last page', async () => {
    world.person('hal').insert({ summary: 'Dentist', ...timed(9) });
    await world.connect('hal');
    const before = await calendar();
    expect(before.syncToken).not.toBeNull();
    world.person('hal').insert({ summary: 'Optician', ...timed(11) });
    await world.advance(minute);
    expect((await blocks()).map((block) => block.title).sort()).toEqual(['Dentist', 'Optician']);
    expect((await calendar()).syncToken).not.toBe(before.syncToken);
    const lists = world.google.world.state.calls.filter((call) => call.operation === 'events.list');
    expect(lists).toHaveLength(2);
  });

  test('B02 a stop between two pages goes on at the page: nothing is lost, nothing is doubled, the old token stands until the end', async () => {
    await world.close();
    world = await openSyncWorld({ pageSize: 3 });
    for (let n = 0; n < 6; n++) world.person('hal').insert({ summary: `E${n}`, ...timed(8 + n) });
    await world.connect('hal');
    const token = (await calendar()).syncToken;
    knowJane();
    for (let n = 0; n < 8; n++) world.person('hal').insert({ summary: `N${n}`, ...timed(8 + n, 3), ...(n % 2 === 0 ? withJane : {}) });
    world.fault({ dropped: true }, { operation: 'events.list', skip: 2, left: 1 });
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ syncToken: token, pageToken: expect.any(String) });
    await world.advance(2 * minute);
    expect((await calendar()).pageToken).toBeNull();
    expect((await calendar()).syncToken).not.toBe(token);
    expect(await world.store.count(mirrors, { index: 'byCalendar', equals: [primaryOf('hal')] })).toBe(14);
    expect(await all()).toHaveLength(4);
  });

  test('B06 a last page without a sync token is no success: what we have stays', async () => {
    await world.connect('hal');
    const token = (await calendar()).syncToken;
    world.fault({ status: 200, body: { kind: 'calendar#events', items: [] } }, { operation: 'events.list' });
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ syncToken: token, failures: 1 });
    await world.advance(10 * minute);
    expect(await calendar()).toMatchObject({ failures: 0, problem: null });
  });

  test('B07 a full read that shows nothing although events are linked deletes nothing and asks', async () => {
    await world.connect('hal');
    await world.book();
    await world.drain();
    expireSyncTokens(primary() as never);
    world.fault({ status: 200, body: { kind: 'calendar#events', items: [], nextSyncToken: 'abc' } }, { operation: 'events.list', skip: 1 });
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ problem: 'empty-read', pausedSince: expect.any(Number), syncToken: null });
    expect((await all())[0]?.status).toBe('confirmed');
  });

  test('B09 an event that cannot be read is named in the run, and the others are taken', async () => {
    await world.connect('hal');
    const items = [{ id: 'odd', status: 'confirmed', etag: '"1"' }, { status: 'confirmed' }, { id: 'good', etag: '"2"', status: 'confirmed', summary: 'Good', ...timed(9) }];
    world.fault({ status: 200, body: { kind: 'calendar#events', items, nextSyncToken: (await calendar()).syncToken } }, { operation: 'events.list' });
    await world.advance(minute);
    expect((await blocks()).map((block) => block.title)).toEqual(['Good']);
    const failed = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'] })).items[0];
    expect(failed).toMatchObject({ errors: 2, state: 'failed' });
    const records = (await world.store.find(runRecords, { index: 'byRun', equals: [failed?.id ?? ''] })).items;
    expect(records.map((record) => record.detail).sort()).toEqual(['no-id', 'odd']);
  });

  test('Q01 one event that cannot be read does not fail a run whose other events were judged after it', async () => {
    knowJane();
    await world.connect('hal');
    const good = { id: 'good', iCalUID: 'good@google.com', etag: '"2"', status: 'confirmed', summary: 'With Jane', ...timed(9), ...withJane };
    const items = [{ id: 'odd', status: 'confirmed', etag: '"1"' }, good];
    world.fault({ status: 200, body: { kind: 'calendar#events', items, nextSyncToken: (await calendar()).syncToken } }, { operation: 'events.list' });
    await world.advance(minute);
    const ended = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'] })).items[0];
    expect(ended).toMatchObject({ processed: 2, created: 1, errors: 1, state: 'partial' });
  });

  test('B17 an incremental read without changes keeps the token, and writes and fires nothing', async () => {
    await world.connect('hal');
    await world.book();
    await world.drain();
    await world.advance(minute);
    const [told, calls] = [(await world.sent('appointment.changed')).length, world.google.world.state.calls.filter((call) => call.method !== 'GET').length];
    for (let n = 0; n < 5; n++) await world.advance(minute);
    expect(await world.sent('appointment.changed')).toHaveLength(told);
    expect(world.google.world.state.calls.filter((call) => call.method !== 'GET')).toHaveLength(calls);
    expect((await calendar()).lastPullAt).toBe(world.time.clock.now());
  });

  test('B19 the same changes read twice change nothing the second time', async () => {
    knowJane();
    await world.connect('hal');
    const token = (await calendar()).syncToken;
    world.person('hal').insert({ summary: 'With Jane', ...timed(9), ...withJane });
    await world.advance(minute);
    const [versions, seen] = [(await world.sent('appointment.changed')).length, (await world.sent('event.seen')).length];
    expect(versions).toBe(1);
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, syncToken: token }));
    await world.advance(minute);
    expect(await world.sent('appointment.changed')).toHaveLength(versions);
    expect(await world.sent('event.seen')).toHaveLength(seen);
  });

  test('a process that was held up with a page takes nothing of it over what another has read since', async () => {
    await world.connect('hal');
    const event = world.person('hal').insert({ summary: 'Moves', ...timed(9) });
    await world.advance(minute);
    const pass = await openPass(world.deps, await calendar(), new AbortController().signal);
    const askedAt = world.time.clock.now();
    world.person('hal').patch(event.id ?? '', timed(15));
    world.person('hal').insert({ summary: 'More', ...timed(17) });
    await world.advance(minute);
    const known = (await blocks()).map(({ title, startsAt }) => [title, startsAt]);
    await takePage(pass as Pass, [event], askedAt);
    await world.drain();
    expect((await blocks()).map(({ title, startsAt }) => [title, startsAt])).toEqual(known);
  });

  test('a calendar that is chosen again is read anew: what was made in it meanwhile takes its time', async () => {
    const hal = world.google.world.state.accounts.get(world.google.world.state.subByEmail.get(accountOf('hal')) ?? '');
    const other = addSecondary(world.google.world, hal as never, { summary: 'Other' });
    await world.connect('hal');
    await world.book();
    await world.drain();
    await world.change('hal-k', { targetCalendarId: googleCalendarIdOf(NORTH, other.head.id) });
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ use: 'draining' });
    world.person('hal').insert({ summary: 'Meanwhile', ...timed(15) });
    await world.advance(5 * minute);
    expect(await blocks()).toEqual([]);
    await world.change('hal-k', { targetCalendarId: primaryOf('hal') });
    await world.advance(minute);
    expect((await blocks()).map(({ title }) => title)).toEqual(['Meanwhile']);
  });

  test('B21 a calendar whose id has odd characters is read and written', async () => {
    const hal = world.google.world.state.accounts.get(world.google.world.state.subByEmail.get(accountOf('hal')) ?? '');
    const odd = addSecondary(world.google.world, hal as never, { summary: 'Odd', id: 'a b#c/d+e%f@group.calendar.google.com' });
    await world.connect('hal', { targetCalendarId: googleCalendarIdOf(NORTH, odd.head.id) });
    await world.book();
    await world.drain();
    expect(world.person('hal').events({ calendar: odd.head.id })).toHaveLength(1);
  });

  test('B22 a calendar that is gone is marked so; its links and the other calendars go on', async () => {
    await world.connect('hal');
    await world.connect('tim');
    const { id } = await world.book();
    await world.drain();
    world.fault({ status: 404, reason: 'notFound' }, { operation: 'events.list', account: accountOf('hal'), left: 9 });
    for (let n = 0; n < 6; n++) await world.advance(minute);
    expect((await calendar()).problem).toBe('calendar-gone');
    expect((await world.store.find(links, { index: 'byAppointment', equals: [id] })).items[0]?.state).toBe('synced');
    expect((await world.read(id)).status).toBe('confirmed');
    world.person('tim').insert({ summary: 'Lunch', ...timed(12) });
    await world.advance(minute);
    expect((await world.store.find(busyBlocks, { index: 'byUser', equals: [NORTH, 'tim'] })).items).toHaveLength(1);
  });

  test('a token that is not taken any more leads to a full read that deletes nothing by itself', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    const other = await world.book({ title: 'Other', when: at(13) });
    await world.drain();
    const gone = world.person('hal').events().find((event) => event.summary === 'Other');
    world.person('hal').remove(gone?.id ?? '');
    expireSyncTokens(primary() as never);
    await world.advance(minute);
    expect((await world.read(id)).status).toBe('confirmed');
    expect((await world.read(other.id)).status).toBe('cancelled');
  });
});

describe('what is seen', () => {
  test('our own write coming back changes nothing and fires nothing', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    for (let n = 0; n < 3; n++) await world.advance(minute);
    expect((await world.read(id)).version).toBe(1);
    expect(await world.sent('appointment.changed')).toHaveLength(1);
    expect(await world.sent('event.seen')).toEqual([]);
  });

  test('J14 our own pushed appointment takes no time twice', async () => {
    await world.connect('hal');
    await world.book();
    await world.drain();
    await world.advance(minute);
    expect(await blocks()).toEqual([]);
  });

  test('J02 J04 what is free, declined, or only says where someone works takes no time', async () => {
    await world.connect('hal');
    const person = world.person('hal');
    person.insert({ summary: 'Free', transparency: 'transparent', ...timed(9) });
    person.insert({ summary: 'Busy', ...timed(10) });
    world.person('tim').insert({ summary: 'Declined', ...timed(11), attendees: [{ email: accountOf('hal') }] }, { sendUpdates: 'all' });
    await world.advance(minute);
    const invited = person.events().find((event) => event.summary === 'Declined');
    expect((await blocks()).map((block) => block.title).sort()).toEqual(['Busy', 'Declined']);
    person.patch(invited?.id ?? '', { attendees: [{ email: accountOf('hal'), responseStatus: 'declined' }] });
    await world.advance(minute);
    expect((await blocks()).map((block) => block.title)).toEqual(['Busy']);
  });

  test('H01 reading an event with five guests sends no mail, neither ours nor Google\'s', async () => {
    knowJane();
    await world.connect('hal');
    const guests = ['jane@mail.example', 'a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'];
    world.person('hal').insert({ summary: 'Team', ...timed(9), attendees: guests.map((email) => ({ email })) });
    await world.advance(minute);
    expect(await all()).toHaveLength(1);
    await world.edit((await all())[0]?.id ?? '', { title: 'Team, longer' });
    await world.advance(minute);
    expect(world.google.world.state.mails).toEqual([]);
  });

  test('A06 an event that another agency pushed into the same calendar only blocks, its title neither kept nor judged', async () => {
    await world.connect('hal');
    await world.connect('hal', {}, { id: 'hal-s', agencyId: 'south' });
    knowJane();
    await world.book({ title: 'Secret of the north' });
    await world.drain();
    await world.advance(minute);
    const foreign = (await world.store.find(busyBlocks, { index: 'byUser', equals: ['south', 'hal'] })).items;
    expect(foreign.map(({ title, reason }) => ({ title, reason }))).toEqual([{ title: null, reason: 'foreign-mark' }]);
    const seen = (await world.store.find(mirrors, { index: 'byCalendar', equals: [primaryOf('hal', 'south')] })).items;
    expect(seen[0]).toMatchObject({ fields: null, attendees: [], iCalUID: null, onlyBlocks: 'foreign-mark' });
    expect(await world.sent('event.seen')).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain('Secret');
  });

  test('A07 a copy of our event is an event like any other, and the link stands', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    const ours = world.person('hal').events()[0];
    const copied = { summary: ours?.summary, start: timed(15).start, end: timed(15).end, extendedProperties: ours?.extendedProperties };
    world.person('hal').insert(copied);
    await world.advance(minute);
    const link = (await world.store.find(links, { index: 'byAppointment', equals: [id] })).items;
    expect(link).toHaveLength(1);
    expect(link[0]).toMatchObject({ googleEventId: ours?.id, state: 'synced' });
    expect((await world.read(id)).when).toEqual(at(10));
    expect((await blocks()).map((block) => block.title)).toEqual(['Massage']);
  });

  test('a private event only blocks: no title, no claim, nothing to judge', async () => {
    knowJane();
    await world.connect('hal');
    world.person('hal').insert({ summary: 'Doctor', visibility: 'private', ...timed(9), ...withJane });
    await world.advance(minute);
    expect((await blocks()).map(({ title, reason }) => ({ title, reason }))).toEqual([{ title: null, reason: 'private' }]);
    expect(await world.sent('event.seen')).toEqual([]);
  });

  test('a series from Google is kept as it is and blocks each time, without those cancelled and with those moved', async () => {
    await world.connect('hal');
    const person = world.person('hal');
    const series = person.insert({
      summary: 'Weekly', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
      start: { dateTime: at(9).start, timeZone: 'Europe/Amsterdam' }, end: { dateTime: at(9).end, timeZone: 'Europe/Amsterdam' },
    });
    await world.advance(minute);
    expect((await blocks()).map((block) => block.startsAt)).toHaveLength(4);
    person.remove(`${series.id}_20260309T080000Z`);
    person.patch(`${series.id}_20260316T080000Z`, { start: { dateTime: at(14, 16).start }, end: { dateTime: at(14, 16).end } });
    await world.advance(minute);
    const starts = (await blocks()).map((block) => new Date(block.startsAt).toISOString()).sort();
    expect(starts).toEqual(['2026-03-02T08:00:00.000Z', '2026-03-16T13:00:00.000Z', '2026-03-23T08:00:00.000Z']);
    expect(await all()).toEqual([]);
    person.remove(series.id ?? '');
    await world.advance(minute);
    expect(await blocks()).toEqual([]);
  });
});

describe('judging', () => {
  test('other settings judge what is new or edited, not what was judged', async () => {
    knowJane();
    await world.connect('hal');
    const { id = '' } = world.person('hal').insert({ summary: 'Old', ...timed(9) });
    await world.advance(minute);
    const seen = (await world.sent('event.seen')).length;
    await world.change('hal-k', { mode: 'two-way' });
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: true });
    expireSyncTokens(primary() as never);
    await world.advance(minute);
    expect(await world.sent('event.seen')).toHaveLength(seen);
    world.person('hal').patch(id, { summary: 'Old, edited' });
    await world.advance(minute);
    expect((await all()).map((appointment) => appointment.title)).toEqual(['Old, edited']);
  });

  test('a verdict for yesterday\'s settings or yesterday\'s event is not applied', async () => {
    await world.connect('hal');
    world.judge = () => {
      throw new Error('the matcher is away');
    };
    world.person('hal').insert({ summary: 'Now', ...timed(9) });
    await world.advance(minute).catch(() => undefined);
    const mirror = (await world.store.find(mirrors, { index: 'byCalendar', equals: [primaryOf('hal')] })).items[0];
    const verdict = { agencyId: NORTH, connectionId: 'hal-k', googleCalendarId: primaryOf('hal'), eventId: mirror?.id ?? '', outcome: 'appointment' as const, contactIds: [] as string[], fires: true, decisionId: 'd' } satisfies Omit<Parameters<typeof applyVerdict>[1], 'judgedFor'>;
    await applyVerdict(world.deps, { ...verdict, judgedFor: { etag: '"old"', settingsVersion: 2 } });
    await applyVerdict(world.deps, { ...verdict, judgedFor: { etag: mirror?.etag ?? '', settingsVersion: 1 } });
    expect(await all()).toEqual([]);
    expect((await world.sent('event.seen')).length).toBe(2);
    await applyVerdict(world.deps, { ...verdict, judgedFor: { etag: mirror?.etag ?? '', settingsVersion: 2 } });
    await applyVerdict(world.deps, { ...verdict, judgedFor: { etag: mirror?.etag ?? '', settingsVersion: 2 } });
    expect(await all()).toHaveLength(1);
    expect(await blocks()).toEqual([]);
  });

  test('a verdict that is said again, hours later, changes nothing: not by settings of today, and not what people made of it', async () => {
    knowJane();
    await world.connect('hal');
    world.person('hal').insert({ summary: 'With Jane', ...timed(9), ...withJane });
    world.person('hal').insert({ summary: 'Alone', ...timed(11) });
    await world.advance(minute);
    const [appointment] = await all();
    const judged = (await world.store.find(mirrors, { index: 'byCalendar', equals: [primaryOf('hal')] })).items;
    await world.edit(appointment?.id ?? '', { contactId: null, guestContactIds: [] });
    await world.advance(minute);
    await world.change('hal-k', { mode: 'two-way' });
    await world.drain();
    const [told, seen] = [(await world.sent('appointment.changed')).length, (await world.sent('event.seen')).length];
    for (const { id: eventId, verdict } of judged) {
      if (verdict === null) throw new Error('not judged');
      const { etag, settingsVersion, ...said } = verdict;
      await applyVerdict(world.deps, { agencyId: NORTH, connectionId: 'hal-k', googleCalendarId: primaryOf('hal'), eventId, ...said, judgedFor: { etag, settingsVersion }, decisionId: 'd' });
    }
    await world.drain();
    expect(await world.read(appointment?.id ?? '')).toMatchObject({ contactId: null, guestContactIds: [] });
    expect(await all()).toHaveLength(1);
    expect([(await world.sent('appointment.changed')).length, (await world.sent('event.seen')).length]).toEqual([told, seen]);
  });

  test('M16 until it is judged an event takes its time', async () => {
    world.judge = () => {
      throw new Error('the matcher is away');
    };
    await world.connect('hal');
    world.person('hal').insert({ summary: 'Waits', ...timed(9) });
    await world.advance(minute).catch(() => undefined);
    expect((await blocks()).map(({ reason, title }) => ({ reason, title }))).toEqual([{ reason: 'not-yet-judged', title: 'Waits' }]);
  });
});

describe('deleting and restoring', () => {
  test('E01 deleted in Google, the appointment is cancelled, softly', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    world.person('hal').remove(world.person('hal').events()[0]?.id ?? '');
    await world.advance(minute);
    expect((await world.read(id)).status).toBe('cancelled');
    expect((await world.sent('appointment.changed')).map((message) => (message.data as { kind: string }).kind)).toEqual(['booked', 'cancelled']);
  });

  test('restored in Google, the appointment is revived, and nobody is told that it was booked', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    const eventId = world.person('hal').events()[0]?.id ?? '';
    world.person('hal').remove(eventId);
    await world.advance(minute);
    world.person('hal').patch(eventId, { status: 'confirmed' });
    await world.advance(minute);
    expect((await world.read(id)).status).toBe('confirmed');
    expect((await world.sent('appointment.changed')).map((message) => (message.data as { kind: string }).kind).sort()).toEqual(['booked', 'cancelled', 'revived']);
  });

  test('E06 when many linked events vanish at once nothing is cancelled before a person says so', async () => {
    await world.connect('hal');
    for (let n = 0; n < 10; n++) await world.book({ title: `A${n}`, when: at(8 + n) });
    await world.drain();
    await world.advance(minute);
    for (const event of world.person('hal').events().slice(0, 6)) world.person('hal').remove(event.id ?? '');
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ problem: 'many-deletions', guard: { vanished: 6, changed: 0 } });
    expect((await all()).every((appointment) => appointment.status === 'confirmed')).toBe(true);
    await answerGuard(world.deps, { agencyId: NORTH, connectionId: 'hal-k', answer: 'restore' });
    await world.drain();
    await world.advance(minute);
    expect(world.person('hal').events()).toHaveLength(10);
    expect((await all()).every((appointment) => appointment.status === 'confirmed')).toBe(true);
    expect(await calendar()).toMatchObject({ problem: null, pausedSince: null });
  });

  test('E06 where nothing is written to Google, writing back is refused, and the question stands', async () => {
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: false });
    await world.connect('hal', { mode: 'two-way', direction: 'from-google' });
    for (let n = 0; n < 10; n++) world.person('hal').insert({ summary: `A${n}`, ...timed(8 + n) });
    await world.advance(minute);
    for (const event of world.person('hal').events().slice(0, 6)) world.person('hal').remove(event.id ?? '');
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ problem: 'many-deletions' });
    await expect(answerGuard(world.deps, { agencyId: NORTH, connectionId: 'hal-k', answer: 'restore' })).rejects.toMatchObject({ code: 'refused' });
    await world.advance(minute);
    expect(await calendar()).toMatchObject({ problem: 'many-deletions' });
    expect((await all()).every(({ status }) => status === 'confirmed')).toBe(true);
  });

  test('E06 what we pushed long ago is not missed by a full read, which does not reach back so far', async () => {
    await world.connect('hal');
    for (let n = 0; n < 30; n++) await world.book({ title: `A${n}`, when: at(8 + (n % 12), 3 + Math.floor(n / 12)) });
    await world.drain();
    await world.advance(minute);
    await world.advance(45 * 24 * 60 * minute);
    expireSyncTokens(primary() as never);
    await world.advance(5 * minute);
    expect(await calendar()).toMatchObject({ problem: null, pausedSince: null, fullReadSince: null });
  });

  test('E06 and what a person lets through is taken over', async () => {
    await world.connect('hal');
    for (let n = 0; n < 10; n++) await world.book({ title: `A${n}`, when: at(8 + n) });
    await world.drain();
    await world.advance(minute);
    for (const event of world.person('hal').events().slice(0, 6)) world.person('hal').remove(event.id ?? '');
    await world.advance(minute);
    await answerGuard(world.deps, { agencyId: NORTH, connectionId: 'hal-k', answer: 'apply' });
    await world.drain();
    expect((await all()).filter((appointment) => appointment.status === 'cancelled')).toHaveLength(6);
  });
});
