import { agencyRemoved, appointmentChanged, connectionBroken, contactErased, runFinished, userChanged, userRemoved } from '@portal-sync/contracts';
import { AppError, sleep } from '@portal-sync/kernel';
import type { Service, StreamBody } from '@portal-sync/runtime';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { liveNotes, NOTES_KEPT } from './repos/live-notes.ts';
import { sessions } from './repos/sessions.ts';
import { HOST, openPortal, type PortalWorld } from './testing/open-portal.ts';
import { ORIGIN } from './testing/fake-neighbours.ts';

let world: PortalWorld;
beforeEach(async () => {
  world = await openPortal();
});
afterEach(() => world.stop());

/** Opens live updates as a browser with this cookie would, and keeps what comes. */
async function listen(cookie: string, host: string = HOST.north, at: Service = world.service) {
  const answer = await at.call({ url: '/portal/live', headers: { cookie, host } });
  expect(answer.status).toBe(200);
  const heard: string[] = [];
  const gone = new AbortController();
  const state = { ended: false };
  void (async () => {
    for await (const part of (answer.body as StreamBody)(gone.signal)) heard.push(String(part));
    state.ended = true;
  })();
  await world.time.settle();
  return { heard, state, leave: () => gone.abort(), told: () => heard.flatMap((part) => (part.includes('data: ') ? (JSON.parse(part.split('data: ')[1]!) as { collections: string[] }).collections : [])) };
}

const stamp = (id: string) => ({ id, now: world.time.clock.now() });
const booked = (agencyId: string, contactIds: string[] = []) =>
  appointmentChanged.make({
    agencyId, appointmentId: 'a1', version: 1, kind: 'booked', changedFields: [], cause: 'api', contactIds, calendarId: 'c1', appointmentType: 'meeting', bookedBy: 'staff', fires: true,
  }, stamp(`m-${agencyId}-${contactIds.join()}`));

test('an update says which collections changed and nothing else', async () => {
  const { heard } = await listen(await world.signIn('sam'));
  await world.say(booked('north'));
  expect(heard).toEqual(['retry: 3000\n\n', 'event: changed\ndata: {"collections":["appointments","sync-status"]}\n\n']);
});

test('changes that come close together are told at once', async () => {
  const { heard } = await listen(await world.signIn('sam'));
  await world.say(booked('north'), booked('north', ['c-x']));
  expect(heard.filter((part) => part.startsWith('event'))).toHaveLength(1);
});

test('nobody hears of another agency', async () => {
  const [north, harbour] = [await listen(await world.signIn('ada')), await listen(await world.signIn('sam', 'harbour'), HOST.harbour)];
  await world.say(booked('harbour'));
  expect([north.told(), harbour.told()]).toEqual([[], ['appointments', 'sync-status']]);
});

test('a client hears of their own appointments, not of others; of nobody\'s connections', async () => {
  const clara = await listen(await world.signIn('clara'));
  await world.say(booked('north', ['c-other']));
  await world.say(connectionBroken.make({ agencyId: 'north', connectionId: 'k', userId: 'sam', product: 'calendar-2way', cause: 're-consent' }, stamp('b')));
  expect(clara.told()).toEqual([]);
  await world.say(booked('north', ['c-clara']));
  expect(clara.told()).toEqual(['appointments', 'sync-status']);
});

test('of a connection its person hears, and the admin; a colleague does not', async () => {
  const [sam, ada] = [await listen(await world.signIn('sam')), await listen(await world.signIn('ada'))];
  await world.say(runFinished.make({ agencyId: 'north', connectionId: 'of_bea', runId: 'r1' }, stamp('r1')));
  expect([sam.told(), ada.told().includes('runs')]).toEqual([[], true]);
  await world.say(runFinished.make({ agencyId: 'north', connectionId: 'of_sam', runId: 'r2' }, stamp('r2')));
  expect(sam.told()).toContain('runs');
});

test('signing out ends the live updates of that session', async () => {
  const cookie = await world.signIn('sam');
  const { state } = await listen(cookie);
  await world.ask('post', '/portal/sign-out', { cookie, headers: { origin: ORIGIN.north } });
  await world.time.settle();
  expect(state.ended).toBe(true);
});

test('without a session there are no live updates', async () => {
  expect((await world.ask('get', '/portal/live')).status).toBe(401);
});

test('a person who is removed is signed out, and the portal answers that it is done', async () => {
  const [sam, ada] = [await world.signIn('sam'), await world.signIn('ada')];
  const { state } = await listen(sam);
  world.neighbours.people.delete('sam');
  await world.say(userRemoved.make({ agencyId: 'north', userId: 'sam' }, stamp('gone')));
  expect(state.ended).toBe(true);
  expect((await world.ask('get', '/v1/runs', { cookie: sam })).status).toBe(401);
  expect((await world.ask('get', '/v1/runs', { cookie: ada })).status).toBe(200);
  expect((await world.sent()).map((message) => [message.type, message.data])).toEqual([['user.removed.done', { agencyId: 'north', subjectId: 'sam', service: 'portal', count: 1 }]]);
});

test('who was made anew under the id of a removed person stays signed in, when it is said again', async () => {
  const sam = await world.signIn('sam');
  await world.say(userRemoved.make({ agencyId: 'north', userId: 'sam' }, stamp('again')));
  expect((await world.ask('get', '/v1/runs', { cookie: sam })).status).toBe(200);
  expect(await world.sent()).toEqual([]);
});

test('an agency that is removed takes all its sessions along, its neighbour keeps theirs', async () => {
  const [sam, ada, other] = [await world.signIn('sam'), await world.signIn('ada'), await world.signIn('sam', 'harbour')];
  world.neighbours.agencies.delete('north');
  await world.say(agencyRemoved.make({ agencyId: 'north' }, stamp('gone')));
  for (const cookie of [sam, ada]) expect((await world.ask('get', '/v1/runs', { cookie })).status).toBe(404);
  expect((await world.ask('get', '/v1/runs', { cookie: other, agency: HOST.harbour })).status).toBe(200);
  expect((await world.sent()).map((message) => message.data)).toEqual([{ agencyId: 'north', subjectId: 'north', service: 'portal', count: 2 }]);
});

test('an erased contact is answered: the portal holds nothing of it', async () => {
  await world.say(contactErased.make({ agencyId: 'north', contactId: 'c-x' }, stamp('erase')));
  expect((await world.sent()).map((message) => [message.type, message.data])).toEqual([['contact.erased.done', { agencyId: 'north', subjectId: 'c-x', service: 'portal', count: 0 }]]);
});

test('a changed role holds from the next request on', async () => {
  const cookie = await world.signIn('sam');
  const before = await listen(cookie);
  world.neighbours.people.set('sam', 'client');
  await world.say(userChanged.make({ agencyId: 'north', userId: 'sam', version: 2 }, stamp('u')));
  expect(before.state.ended).toBe(true);
  const after = await listen(cookie);
  await world.say(booked('north', ['c-other']));
  expect(after.told()).toEqual([]);
});

test('a changed role that could not be written down at once is not forgotten', async () => {
  const cookie = await world.signIn('sam');
  world.neighbours.people.set('sam', 'client');
  const update = world.store.update.bind(world.store);
  const away = vi.spyOn(world.store, 'update').mockImplementation(((collection: Parameters<typeof update>[0], ...more: [never, never]) =>
    collection === sessions ? Promise.reject(new AppError('unavailable', { detail: 'away' })) : update(collection, ...more)) as typeof update);
  await world.say(userChanged.make({ agencyId: 'north', userId: 'sam', version: 2 }, stamp('u')));
  away.mockRestore();
  await world.time.advance(60_000);
  const after = await listen(cookie);
  await world.say(booked('north', ['c-other']));
  expect(after.told()).toEqual([]);
});

/** A second portal process, which gets no messages: in one group all their partitions may stand with the first. */
async function openSecond(): Promise<Service> {
  const second = world.replica();
  await second.start();
  return second;
}
const notes = () => world.store.count(liveNotes, { index: 'byAt', equals: [] });

test('of two portal processes, both tell their pages within seconds, and once', async () => {
  const second = await openSecond();
  const here = await listen(await world.signIn('sam'));
  const there = await listen(await world.signIn('ada'), HOST.north, second);
  const neighbour = await listen(await world.signIn('sam', 'harbour'), HOST.harbour, second);
  await world.say(booked('north'));
  await world.time.advance(10_000);
  expect([here.told(), there.told(), neighbour.told()]).toEqual([['appointments', 'sync-status'], ['appointments', 'sync-status'], []]);
  await second.stop();
});

test('who signs out, or has another role, hears nothing more under the old one at any process', async () => {
  const second = await openSecond();
  const [sam, ada] = [await world.signIn('sam'), await world.signIn('ada')];
  const [left, demoted, stays] = [await listen(sam, HOST.north, second), await listen(ada, HOST.north, second), await listen(await world.signIn('sam'), HOST.north, second)];
  await world.ask('post', '/portal/sign-out', { cookie: sam, headers: { origin: ORIGIN.north } });
  await world.say(userChanged.make({ agencyId: 'north', userId: 'ada', version: 2 }, stamp('u')));
  expect([left.state.ended, demoted.state.ended, stays.state.ended]).toEqual([true, true, false]);
  await second.stop();
});

test('a process that could not look for a while has its pages read everything', async () => {
  const second = await openSecond();
  const { told } = await listen(await world.signIn('sam'), HOST.north, second);
  world.time.jump(9_000);
  await world.time.advance(3_000);
  expect(told()).toEqual(expect.arrayContaining(['appointments', 'contacts', 'runs', 'session']));
  await second.stop();
});

test('while the store is away pages are told nothing, and to read everything once it is back', async () => {
  const second = await openSecond();
  const { told } = await listen(await world.signIn('sam'), HOST.north, second);
  const find = world.store.find.bind(world.store);
  const away = vi.spyOn(world.store, 'find').mockImplementation((...ask) => ((ask[0] as unknown) === liveNotes ? Promise.reject(new AppError('unavailable')) : find(...ask)));
  await world.time.advance(30_000);
  expect(told()).toEqual([]);
  away.mockRestore();
  await world.time.advance(3_000);
  expect(told()).toEqual(expect.arrayContaining(['appointments', 'contacts', 'runs', 'session']));
  await second.stop();
});

test('what processes tell each other does not grow, and leaves the store with them', async () => {
  for (let burst = 0; burst < 5; burst++) {
    await world.say(...Array.from({ length: 3 * NOTES_KEPT }, (_, n) => connectionBroken.make({ agencyId: 'north', connectionId: `k${n}`, userId: 'sam', product: 'calendar-2way', cause: 're-consent' }, stamp(`b${burst}-${n}`))));
    await world.time.advance(10_000);
  }
  expect(await notes()).toBe(NOTES_KEPT);
  await world.time.advance(21 * 60_000);
  expect(await notes()).toBe(0);
});

test('a note that was long in writing still reaches the pages of the other process', async () => {
  const second = await openSecond();
  const { told } = await listen(await world.signIn('ada'), HOST.north, second);
  const put = world.store.put.bind(world.store);
  const slow = vi.spyOn(world.store, 'put').mockImplementationOnce(async (...note) => {
    await sleep(world.time.timers, 9_000);
    await put(...note);
  });
  await world.say(connectionBroken.make({ agencyId: 'north', connectionId: 'k', userId: 'sam', product: 'calendar-2way', cause: 're-consent' }, stamp('b')));
  await world.time.advance(10_000);
  expect([slow.mock.calls[0]?.[0], told()]).toEqual([liveNotes, ['connections', 'sync-status']]);
  await second.stop();
});
