import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import { pushJobs } from '../repos/push-jobs.ts';
import { runRecords, runs } from '../repos/runs.ts';
import { appointments } from '../repos/appointments.ts';
import { at, NORTH } from '../testing/cast.ts';
import { onAgencyRead } from '../testing/on-agency-read.ts';
import { onAnswer } from '../testing/on-answer.ts';
import { openSyncWorld, primaryOf, type SyncWorld } from '../testing/sync-world.ts';
import { previewPush } from './preview-push.ts';
import { retryRun } from './retry-run.ts';
import { startPush } from './start-push.ts';
import { workOnPushJob } from './work-on-push-job.ts';

let world: SyncWorld;
beforeEach(async () => {
  world = await openSyncWorld();
});
afterEach(() => world.close());

const minute = 60_000;
const ask = { agencyId: NORTH, connectionId: 'hal-k', which: 'future' } as const;
const run = async (id: string) => world.store.get(runs, id);
const hals = () => world.person('hal').events();
const recordsOf = async (id: string) => (await world.store.find(runRecords, { index: 'byRun', equals: [id], limit: 1000 })).items;

async function appointmentsHere(count: number) {
  for (let n = 0; n < count; n++) await world.book({ title: `A${n}`, when: at(8 + (n % 12), 3 + Math.floor(n / 12)) });
}

describe('pushing what is there', () => {
  test('H02 300 appointments go to Google with progress, each once, and not one mail', async () => {
    await appointmentsHere(300);
    await world.connect('hal');
    expect(hals()).toEqual([]);
    expect(await previewPush(world.deps, ask)).toEqual({ connectionId: 'hal-k', creates: 300, links: 0, alreadyLinked: 0, mails: 0 });
    const { id } = await startPush(world.deps, ask);
    for (let n = 0; n < 20 && (await run(id))?.state === 'running'; n++) await world.advance(minute);
    expect(await run(id)).toMatchObject({ state: 'done', total: 300, processed: 300, created: 300, errors: 0, kind: 'push-existing' });
    expect(world.google.world.state.calendars.get('hal@gmail.com')?.byId.size).toBe(300);
    expect(world.google.world.state.mails).toEqual([]);
    expect(world.calls('events.insert')).toBe(300);
  });

  test('killed in the middle it goes on, and pressed again it finds nothing to do', async () => {
    await appointmentsHere(45);
    await world.connect('hal');
    const { id } = await startPush(world.deps, ask);
    expect((await startPush(world.deps, ask)).id).toBe(id);
    world.fault({ lostReply: true }, { operation: 'events.insert', skip: 7, left: 1 });
    world.fault({ dropped: true }, { operation: 'events.insert', skip: 12, left: 1 });
    for (let n = 0; n < 20 && (await run(id))?.state === 'running'; n++) await world.advance(minute);
    expect(await run(id)).toMatchObject({ state: 'done', total: 45, processed: 45 });
    expect(hals()).toHaveLength(45);
    expect(await previewPush(world.deps, ask)).toMatchObject({ creates: 0, alreadyLinked: 45 });
    const again = await startPush(world.deps, ask);
    await world.drain();
    expect(await run(again.id)).toMatchObject({ state: 'done', total: 0, processed: 0 });
    expect(hals()).toHaveLength(45);
  });

  /** Does something once, while a page of the run is being planned: after its appointments were read, before their links are. */
  const whilePlanning = async (runId: string, act: () => Promise<unknown>) => {
    let acted = false;
    onAgencyRead(world, 1, async () => {
      acted = true;
      await act();
    });
    const job = await world.store.get(pushJobs, runId);
    await workOnPushJob(world.deps, job!);
    expect(acted).toBe(true);
    await world.drain();
  };

  test('what is cancelled while a run looks at it goes out of Google', async () => {
    await world.connect('hal');
    const { id } = await world.book();
    await world.drain();
    expect(hals()).toHaveLength(1);
    await whilePlanning((await startPush(world.deps, ask)).id, () => world.edit(id, { status: 'cancelled' }));
    expect(hals()).toEqual([]);
  });

  test('what is written after the run was stopped stands in the sync log all the same', async () => {
    await appointmentsHere(3);
    await world.connect('hal');
    const { id } = await startPush(world.deps, ask);
    world.fault({ status: 503 }, { operation: 'events.insert', skip: 1 });
    await world.drain();
    await world.store.update(runs, id, (doc) => ({ ...doc, state: 'stopped' as const }));
    await world.advance(minute);
    expect(hals()).toHaveLength(3);
    const all = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'] })).items;
    const rows = (await Promise.all(all.map((each) => recordsOf(each.id)))).flat();
    expect(rows.filter(({ act }) => act === 'created').map(({ title }) => title).sort()).toEqual(['A0', 'A1', 'A2']);
    expect((await recordsOf(id)).length).toBeLessThan(3);
  });

  test('A12 what both sides hold already is linked, not doubled', async () => {
    await appointmentsHere(6);
    for (let n = 0; n < 6; n++) world.person('hal').insert({ summary: `A${n}`, location: n === 0 ? 'Room 5' : '', start: { dateTime: at(8 + n, 3).start }, end: { dateTime: at(8 + n, 3).end } });
    await world.connect('hal');
    expect(await previewPush(world.deps, ask)).toMatchObject({ creates: 0, links: 6 });
    const { id } = await startPush(world.deps, ask);
    await world.advance(minute);
    expect(await run(id)).toMatchObject({ state: 'done', linked: 6, created: 0 });
    expect(hals()).toHaveLength(6);
    const all = (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
    expect(all).toHaveLength(6);
    expect(all[0]?.location).toBe('Room 5');
  });

  test('A12 and when Google\'s events are judged first, they find the appointments', async () => {
    await world.connect('hal', {}, { target: false });
    await world.book({ title: 'Both have it', when: at(9, 3) });
    world.judge = () => ({ outcome: 'appointment', contactIds: [], fires: true });
    world.person('hal').insert({ summary: 'Both have it', start: { dateTime: at(9, 3).start }, end: { dateTime: at(9, 3).end } });
    await world.change('hal-k', { targetCalendarId: primaryOf('hal'), mode: 'two-way' });
    await world.drain();
    expect((await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items).toHaveLength(1);
    expect(hals()).toHaveLength(1);
  });

  test('a target that is changed before it was ever read does not hold the push up', async () => {
    await appointmentsHere(2);
    await world.connect('hal', {}, { target: false });
    world.fault({ status: 503 }, { operation: 'events.list', left: 1_000 });
    await world.change('hal-k', { targetCalendarId: primaryOf('hal') });
    const { id } = await startPush(world.deps, ask);
    await world.drain().catch(() => undefined);
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, problem: null }));
    await world.change('hal-k', { targetCalendarId: null });
    for (let n = 0; n < 3; n++) await world.advance(minute);
    expect((await run(id))?.state).toBe('done');
  });

  test('under manual, what a person has tried again is written at once', async () => {
    await appointmentsHere(1);
    await world.connect('hal', { frequency: 'manual' });
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.insert' });
    const first = await startPush(world.deps, ask);
    await world.advance(minute);
    expect((await run(first.id))?.state).toBe('failed');
    const [link] = (await world.store.find(links, { index: 'byState', equals: [primaryOf('hal'), 'failed'] })).items;
    await world.store.update(links, link?.id ?? '', (doc) => ({ ...doc, lane: 'now' as const }));
    const retry = await retryRun(world.deps, { agencyId: NORTH, runId: first.id });
    await world.advance(minute);
    expect(await run(retry.id)).toMatchObject({ state: 'done', created: 1 });
  });

  test('an edit that somebody waits for goes before the rest of a push', async () => {
    await appointmentsHere(60);
    await world.connect('hal');
    await startPush(world.deps, ask);
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, blockedUntil: world.time.clock.now() + minute }));
    await world.drain();
    expect(await world.store.count(links, { index: 'byPush', equals: [primaryOf('hal'), 'later'] })).toBe(60);
    const urgent = await world.book({ title: 'Urgent', when: at(20) });
    await world.advance(2 * minute);
    const written = [...(world.google.world.state.calendars.get('hal@gmail.com')?.byId.keys() ?? [])];
    const link = (await world.store.find(links, { index: 'byAppointment', equals: [urgent.id] })).items[0];
    expect(written).toHaveLength(61);
    expect(written.indexOf(link?.googleEventId ?? '')).toBe(0);
  });
});

describe('the sync log', () => {
  test('Q01 a pass with changes in, changes out, a conflict and an error shows exactly these', async () => {
    await world.connect('hal');
    const made = [];
    for (let n = 0; n < 6; n++) made.push(await world.book({ title: `A${n}`, when: at(8 + n, 3) }));
    await world.drain();
    await world.advance(minute);
    const byTitle = (title: string) => hals().find((event) => event.summary === title)?.id ?? '';
    const before = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'], limit: 100 })).items.map(({ id }) => id);
    for (const title of ['A0', 'A1', 'A2']) world.person('hal').patch(byTitle(title), { location: 'Elsewhere' });
    world.person('hal').patch(byTitle('A3'), { summary: 'Theirs' });
    await world.edit(made[3]?.id ?? '', { title: 'Ours' });
    await world.edit(made[4]?.id ?? '', { title: 'A4 here' });
    await world.edit(made[5]?.id ?? '', { title: 'A5 here' });
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.patch', skip: 2 });
    await world.advance(minute);
    const now = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'], limit: 100 })).items.filter(({ id }) => !before.includes(id));
    expect(now).toHaveLength(1);
    expect(now[0]).toMatchObject({ state: 'partial', direction: 'both', updated: 5, conflicts: 1, errors: 1, created: 0, cancelled: 0, tokenRefreshed: false });
    const records = await recordsOf(now[0]?.id ?? '');
    expect(records.filter((record) => record.side === 'platform' && record.act === 'updated')).toHaveLength(3);
    expect(records.find((record) => record.act === 'failed')).toMatchObject({ why: 'invalid' });
  });

  test('Q02 a retry tries only what failed', async () => {
    await appointmentsHere(50);
    await world.connect('hal');
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.insert', left: 2 });
    const { id } = await startPush(world.deps, ask);
    for (let n = 0; n < 10 && (await run(id))?.state === 'running'; n++) await world.advance(minute);
    expect(await run(id)).toMatchObject({ state: 'partial', errors: 2, created: 48 });
    const calls = world.calls('events.insert');
    const again = await retryRun(world.deps, { agencyId: NORTH, runId: id });
    await world.advance(minute);
    expect(await run(again.id)).toMatchObject({ state: 'done', kind: 'retry', retryOf: id, total: 2, created: 2 });
    expect(world.calls('events.insert') - calls).toBe(2);
    expect(hals()).toHaveLength(50);
  });

  test('a retry that still waits for an event keeps it when a push of all comes upon it, and both end', async () => {
    await appointmentsHere(4);
    await world.connect('hal');
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.insert' });
    const first = await startPush(world.deps, ask);
    await world.advance(minute);
    world.fault({ status: 503 }, { operation: 'events.insert', left: 2 });
    const retry = await retryRun(world.deps, { agencyId: NORTH, runId: first.id });
    await world.drain();
    const second = await startPush(world.deps, ask);
    await world.drain();
    for (let n = 0; n < 5; n++) await world.advance(minute);
    expect(await run(retry.id)).toMatchObject({ state: 'done', total: 1, processed: 1, created: 1 });
    expect(await run(second.id)).toMatchObject({ state: 'done', total: 0, processed: 0 });
  });

  test('an event edited while its insert was on its way counts once in the run that asked for it', async () => {
    await appointmentsHere(3);
    await world.connect('hal');
    const { id } = await startPush(world.deps, ask);
    const [first] = (await world.store.find(appointments, { index: 'byTime', equals: [NORTH] })).items;
    onAnswer(world, 'insertEvent', () => world.edit(first?.id ?? '', { title: 'Later' }));
    world.fault({ status: 503 }, { operation: 'events.insert', skip: 1 });
    await world.drain();
    await world.advance(minute);
    await world.advance(minute);
    expect(hals().map((event) => event.summary).sort()).toEqual(['A1', 'A2', 'Later']);
    expect(await run(id)).toMatchObject({ state: 'done', total: 3, processed: 3, created: 3 });
  });

  test('a push of all counts what had failed before and is tried again with it', async () => {
    await world.connect('hal');
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.insert' });
    await appointmentsHere(1);
    await world.drain();
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, blockedUntil: world.time.clock.now() + minute }));
    await world.change('hal-k', { targetCalendarId: null });
    await world.book({ title: 'New', when: at(20) });
    await world.change('hal-k', { targetCalendarId: primaryOf('hal') });
    const { id } = await startPush(world.deps, ask);
    for (let n = 0; n < 5; n++) await world.advance(minute);
    expect(hals().map((event) => event.summary).sort()).toEqual(['A0', 'New']);
    expect(await run(id)).toMatchObject({ state: 'done', total: 2, processed: 2 });
  });

  test('a run whose link became somebody else\'s ends all the same', async () => {
    const { id: appointmentId } = await world.book({ title: 'A0', when: at(8, 3), description: 'ours' });
    world.person('hal').insert({ summary: 'A0', start: { dateTime: at(8, 3).start }, end: { dateTime: at(8, 3).end } });
    await world.connect('hal');
    const { id } = await startPush(world.deps, ask);
    await world.store.update(googleCalendars, primaryOf('hal'), (doc) => ({ ...doc, blockedUntil: world.time.clock.now() + 60 * minute }));
    await world.drain();
    expect(await run(id)).toMatchObject({ state: 'running', total: 1, processed: 0 });
    await world.edit(appointmentId, { hostUserId: 'tim' });
    await world.advance(minute);
    expect((await run(id))?.state).toBe('done');
    expect((await startPush(world.deps, ask)).id).not.toBe(id);
  });

  test('Q04 a read that shows only echoes changes nothing, and says nothing', async () => {
    await world.connect('hal');
    await world.book();
    await world.drain();
    const before = await world.store.count(runs, { index: 'byConnection', equals: ['hal-k'] });
    for (let n = 0; n < 4; n++) await world.advance(minute);
    expect(await world.store.count(runs, { index: 'byConnection', equals: ['hal-k'] })).toBe(before);
  });

  test('Q07 a run that failed entirely is never shown as success', async () => {
    await world.connect('hal');
    world.fault({ status: 403, reason: 'quotaExceeded' }, { operation: 'events.list', left: 5 });
    await world.advance(minute);
    const failed = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'] })).items[0];
    expect(failed).toMatchObject({ state: 'failed', problem: 'quota' });
    await appointmentsHere(3);
    world.google.world.state.faults.length = 0;
    world.fault({ status: 400, reason: 'invalid' }, { operation: 'events.insert', left: 3 });
    await world.advance(7 * 60 * minute);
    const all = (await world.store.find(runs, { index: 'byConnection', equals: ['hal-k'], limit: 50 })).items;
    expect(all.find((one) => one.errors === 3)).toMatchObject({ state: 'failed' });
  });
});
