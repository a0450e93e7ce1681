import { beforeEach, describe, expect, test } from 'vitest';
import { addSecondary } from '../control/calendars.ts';
import { mustFindAccount } from '../control/accounts.ts';
import { registerClient } from '../control/oauth.ts';
import { hour, testWorld } from '../../testing/core-world.ts';
import type { Call, TestWorld } from '../../testing/core-world.ts';

let world: TestWorld;
let alice: Call;
const EVENTS = 'calendars/primary/events';
const DAY = 86_400_000;

beforeEach(() => {
  world = testWorld();
  world.account('alice@gmail.com');
  world.account('bob@gmail.com');
  alice = world.as('alice@gmail.com');
});

const watch = (more: object = {}, who = alice) =>
  who('POST', `${EVENTS}/watch`, { body: { id: 'channel-1', type: 'web_hook', address: 'https://app.example/notify', token: 't', ...more } });
const take = () => world.google.takeOutgoing().map((delivery) => {
  world.google.settleOutgoing(delivery.id, 204);
  return { state: delivery.headers['x-goog-resource-state'], number: Number(delivery.headers['x-goog-message-number']), headers: delivery.headers, url: delivery.url };
});

describe('opening', () => {
  test('gives a week at most, and says how long', () => {
    const { body } = watch();
    expect(body).toMatchObject({ kind: 'api#channel', id: 'channel-1', token: 't', resourceUri: expect.stringContaining('/calendars/alice%40gmail.com/events?alt=json') });
    expect(Number(body.expiration)).toBe(world.google.now() + 7 * DAY);
    expect(Number(watch({ id: 'c2', params: { ttl: '99999999' } }).body.expiration)).toBe(world.google.now() + 7 * DAY);
    expect(Number(watch({ id: 'c3', params: { ttl: '3600' } }).body.expiration)).toBe(world.google.now() + 3_600_000);
    expect(Number(watch({ id: 'c4', expiration: String(world.google.now() + DAY) }).body.expiration)).toBe(world.google.now() + DAY);
  });

  test.each([
    ['no id', { id: undefined }, 'required'],
    ['an id that is too long', { id: 'x'.repeat(65) }, 'badRequest'],
    ['another type', { type: 'email' }, 'push.channelTypeNotSupported'],
    ['no address', { address: undefined }, 'required'],
    ['an address without https', { address: 'http://app.example/notify' }, 'push.webhookUrlNotHttps'],
    ['an end in the past', { expiration: '1000' }, 'badRequest'],
  ])('%s is refused', (_, more, reason) => {
    expect(watch(more)).toMatchObject({ status: 400, reason });
  });

  test('a loopback address may do without https, because this Google is local too', () => {
    expect(watch({ address: 'http://portal.localhost:4400/notify' }).status).toBe(200);
  });

  test('an id is unique in its project, also after a stop', () => {
    const { body } = watch();
    expect(watch()).toMatchObject({ status: 400, reason: 'channelIdNotUnique' });
    alice('POST', 'channels/stop', { body: { id: 'channel-1', resourceId: body.resourceId } });
    expect(watch().reason).toBe('channelIdNotUnique');
    expect(watch({}, world.as('alice@gmail.com', undefined, 'app-of-another-project')).status).toBe(200);
  });

  test('two channels on one calendar share the resource id; the parameters of the list are checked', () => {
    expect(watch({ id: 'c2' }).body.resourceId).toBe(watch().body.resourceId);
    expect(alice('POST', `${EVENTS}/watch`, { body: {}, query: { syncToken: 'garbage' } }).status).toBe(400);
  });

  test('a public holiday calendar cannot be watched', () => {
    const id = addSecondary(world.google.world, mustFindAccount(world.google.world, 'alice@gmail.com'), { summary: 'Holidays', kind: 'holiday' }).head.id;
    const answer = alice('POST', `calendars/${encodeURIComponent(id)}/events/watch`, { body: { id: 'c', type: 'web_hook', address: 'https://app.example/n' } });
    expect(answer).toMatchObject({ status: 400, reason: 'pushNotSupportedForRequestedResource' });
    expect(alice('GET', `calendars/${encodeURIComponent(id)}/events`).status).toBe(200);
    expect(alice('POST', `calendars/${encodeURIComponent(id)}/events`, { body: hour(1, 1) }).status).toBe(403);
  });
});

describe('messages', () => {
  test('sync comes first with number 1, then one per change with numbers that grow in leaps, own writes included', () => {
    watch();
    const [sync] = take();
    expect(sync).toMatchObject({ state: 'sync', number: 1, url: 'https://app.example/notify' });
    expect(sync?.headers).toMatchObject({ 'x-goog-channel-id': 'channel-1', 'x-goog-channel-token': 't', 'user-agent': expect.stringContaining('APIs-Google') });
    const { id } = alice('POST', EVENTS, { body: hour(10, 10) }).body;
    alice('DELETE', `${EVENTS}/${id}`);
    const numbers = take().map((message) => message.number);
    expect(numbers).toHaveLength(2);
    expect(numbers[0]).toBeGreaterThan(1);
    expect(numbers[1]).toBeGreaterThan((numbers[0] ?? 0) + 1);
  });

  test('a read tells nobody; a change in another calendar tells only its own', () => {
    watch();
    take();
    alice('GET', EVENTS);
    world.as('bob@gmail.com')('POST', EVENTS, { body: hour(10, 10) });
    expect(take()).toEqual([]);
  });

  test("an invitation tells the guest's calendar", () => {
    watch({}, world.as('bob@gmail.com'));
    take();
    alice('POST', EVENTS, { body: { ...hour(10, 10), attendees: [{ email: 'bob@gmail.com' }] } });
    expect(take()).toMatchObject([{ state: 'exists' }]);
  });

  test('nothing comes after the end of a channel, or after a stop', () => {
    const { body } = watch();
    watch({ id: 'c2', params: { ttl: '60' } });
    take();
    alice('POST', 'channels/stop', { body: { id: 'channel-1', resourceId: body.resourceId } });
    world.advance(61_000);
    alice('POST', EVENTS, { body: hour(10, 10) });
    expect(take()).toEqual([]);
  });

  test('5xx is tried again with growing pauses, everything else is over', () => {
    watch();
    take();
    alice('POST', EVENTS, { body: hour(10, 10) });
    const attempts: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const [delivery] = world.google.takeOutgoing();
      if (!delivery) throw new Error('nothing due');
      world.google.settleOutgoing(delivery.id, 503);
      const next = world.google.nextOutgoingAt() ?? 0;
      attempts.push(next - world.google.now());
      expect(world.google.takeOutgoing()).toEqual([]);
      world.advance(next - world.google.now());
    }
    expect([...attempts].sort((a, b) => a - b)).toEqual(attempts);
    const [last] = world.google.takeOutgoing();
    world.google.settleOutgoing(last?.id ?? 0, 404);
    expect(world.google.nextOutgoingAt()).toBeUndefined();
  });

  test('drops, delays and doubles on request, and spares the sync message', () => {
    const { state } = world.google.world;
    state.notificationFaults.push({ effect: 'drop', delayMs: 0, left: 1 });
    watch();
    expect(take()).toMatchObject([{ state: 'sync' }]);
    alice('POST', EVENTS, { body: hour(10, 10) });
    expect(take()).toEqual([]);
    state.notificationFaults.push({ effect: 'duplicate', delayMs: 0, left: 1 });
    alice('POST', EVENTS, { body: hour(10, 11) });
    expect(take()).toHaveLength(2);
    state.notificationFaults.push({ effect: 'delay', delayMs: 5000, left: 1 });
    alice('POST', EVENTS, { body: hour(10, 12) });
    expect(take()).toEqual([]);
    world.advance(5000);
    expect(take()).toHaveLength(1);
  });

  test('the calendar list can be watched too', () => {
    alice('POST', 'users/me/calendarList/watch', { body: { id: 'list', type: 'web_hook', address: 'https://app.example/n' } });
    take();
    alice('POST', 'calendars', { body: { summary: 'New' } });
    expect(take()).toMatchObject([{ state: 'exists' }]);
  });
});

describe('stopping', () => {
  test('only for the same user from the same client; for others the channel does not exist', () => {
    const { body } = watch();
    const stop = (who: Call, resourceId = body.resourceId) => who('POST', 'channels/stop', { body: { id: 'channel-1', resourceId } });
    expect(stop(world.as('bob@gmail.com'))).toMatchObject({ status: 404, body: { error: { message: "Channel 'channel-1' not found for project 'project-of-app-one'" } } });
    const sibling = { clientSecret: 's', redirectUris: [], projectNumber: 'project-of-app-one', status: 'production', brandName: 'B' } as const;
    registerClient(world.google.world, { clientId: 'app-two', ...sibling });
    expect(stop(world.as('alice@gmail.com', undefined, 'app-two')).status).toBe(404);
    expect(stop(alice, 'other').status).toBe(404);
    expect(stop(alice)).toMatchObject({ status: 204, body: undefined });
    expect(stop(alice).status).toBe(404);
  });
});
