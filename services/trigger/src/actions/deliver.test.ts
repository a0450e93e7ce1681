import type { Delivery, Firing, Webhook as Endpoint } from '@portal-sync/contracts';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliveries as deliveriesCollection, type StoredDelivery } from '../repos/deliveries.ts';
import { webhookKey, webhooks } from '../repos/webhooks.ts';
import { deliver } from './deliver.ts';
import { createEndpointHands } from './endpoint-hands.ts';
import { givenUpDeliveries } from './given-up-deliveries.ts';
import { admin, HARBOUR, HOOK, NORTH, openTrigger, type Received, type TriggerWorld } from '../testing/open-trigger.ts';

let world: TriggerWorld;
let endpoint: Endpoint;
beforeEach(async () => {
  world = await openTrigger();
  endpoint = (await world.call('POST', '/v1/webhooks', { url: HOOK })).body as Endpoint;
  for (const on of ['booked', 'rescheduled']) await world.call('POST', '/v1/rules', { name: on, on, actions: [{ kind: 'webhook', endpointId: endpoint.id }] });
});
afterEach(() => world.stop());

const deliveries = async () => (await world.read<{ items: Delivery[] }>(`/v1/webhooks/${endpoint.id}/deliveries`)).items;
const action = async () => (await world.read<{ items: Firing[] }>('/v1/firings')).items[0]?.actions[0];
const HOUR = 3_600_000;

describe('a webhook is called', () => {
  it('signed as Standard Webhooks asks, and says ids and facts only', async () => {
    await world.happened({ bookedBy: 'customer' });
    const [call, ...more] = world.received;
    expect(more).toEqual([]);
    expect(call?.url).toBe(HOOK);
    // The library looks at the wall clock to refuse old messages; the world's clock stands elsewhere.
    const fresh = { id: call?.headers.get('webhook-id') ?? '', at: new Date(Number(call?.headers.get('webhook-timestamp')) * 1000) };
    expect(fresh.at.getTime()).toBeGreaterThan(world.time.clock.now() - 5_000);
    expect(new Webhook(endpoint.secret ?? '').sign(fresh.id, fresh.at, call?.body ?? '')).toBe(call?.headers.get('webhook-signature'));
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'appointment.booked',
      data: { appointmentId: 'a1', appointmentVersion: 1, contactId: 'k1', calendarId: 'cal-1', appointmentType: 'meeting', bookedBy: 'customer' },
    });
    expect(call?.body).not.toContain('Massage');
    expect(await deliveries()).toMatchObject([{ id: fresh.id, state: 'delivered', attempts: 1, lastStatus: 200, nextAt: null }]);
    expect(await action()).toEqual({ kind: 'webhook', state: 'done', attempts: 1, detail: null });
  });

  it('and again under the same id and with the same text when the answer was lost or bad', async () => {
    const answers = ['lost', 500, 302, 200];
    world.receive = () => {
      const next = answers.shift();
      if (next === 'lost') throw new TypeError('fetch failed');
      return new Response(null, { status: Number(next) });
    };
    await world.happened({});
    expect(await deliveries()).toMatchObject([{ state: 'waiting', attempts: 1, lastStatus: null }]);
    expect(await action()).toEqual({ kind: 'webhook', state: 'waiting', attempts: 1, detail: 'no-answer' });
    await world.time.advance(2 * HOUR);
    expect(world.received).toHaveLength(4);
    expect(new Set(world.received.map((call) => call.headers.get('webhook-id'))).size).toBe(1);
    expect(new Set(world.received.map((call) => call.body)).size).toBe(1);
    expect(new Set(world.received.map((call) => call.headers.get('webhook-timestamp'))).size).toBe(4);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 4, lastStatus: 200 }]);
  }, 60_000);

  it('at most ten times over about three days, then it is given up and says so', async () => {
    world.receive = () => new Response(null, { status: 503 });
    await world.happened({});
    await world.service.stop();
    // The worker's part by hand: three days of its looking every second take too long.
    let now = world.time.clock.now();
    const began = now;
    const deps = { ...world, random: { unit: () => 0.5 }, clock: { now: () => now }, timers: world.time.timers, settings: { TRIGGER_WEBHOOK_KEY: world.webhookKey }, webhookHttp: world.webhookHttp, endpointHands: createEndpointHands(world.time.clock) };
    for (let attempt = 2; attempt <= 10; attempt++) {
      const [waiting] = (await world.store.find(deliveriesCollection, { index: 'byDue', equals: [], range: { gte: 0 } })).items;
      const { nextAt } = await deliver(deps as never, waiting as never);
      now = nextAt ?? now;
    }
    expect(world.received).toHaveLength(10);
    expect((now - began) / HOUR).toBeGreaterThan(72);
    expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: 10, lastStatus: 503, nextAt: null }]);
    expect(await action()).toEqual({ kind: 'webhook', state: 'failed', attempts: 10, detail: 'status-503' });
    // An operator brings it back.
    const givenUp = async () => (await world.store.find(deliveriesCollection, givenUpDeliveries.where as never)).items;
    const [over] = await givenUp();
    const revived = await world.store.transaction(async (tx) => {
      const again = (await givenUpDeliveries.revive(tx, over as never, now)) as StoredDelivery;
      await tx.put(deliveriesCollection, again);
      return again;
    });
    expect(await givenUp()).toEqual([]);
    expect(await action()).toEqual({ kind: 'webhook', state: 'waiting', attempts: 0, detail: null });
    world.receive = () => new Response(null, { status: 204 });
    await deliver(deps as never, revived);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect(await action()).toEqual({ kind: 'webhook', state: 'done', attempts: 1, detail: null });
  });

  it('once its secret can be opened: until then each try counts, and says why', async () => {
    const key = webhookKey(NORTH, endpoint.id);
    const sealedSecret = (await world.store.get(webhooks, key))?.sealedSecret ?? '';
    await world.store.update(webhooks, key, (doc) => ({ ...doc, sealedSecret: sealedSecret.replace(/.{4}$/, 'AAAA') }));
    await world.happened({});
    expect(world.received).toEqual([]);
    expect(await action()).toEqual({ kind: 'webhook', state: 'waiting', attempts: 1, detail: 'cannot-sign' });
    await world.store.update(webhooks, key, (doc) => ({ ...doc, sealedSecret }));
    await world.time.advance(10_000);
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 2, lastStatus: 200 }]);
  });

  it('no more after 410: the receiver wants none', async () => {
    world.receive = () => new Response(null, { status: 410 });
    await world.happened({});
    expect(await world.read('/v1/webhooks')).toMatchObject({ items: [{ enabled: false }] });
    await world.happened({ version: 2, kind: 'rescheduled' });
    expect(world.received).toHaveLength(1);
    expect(await action()).toMatchObject({ state: 'skipped', detail: 'webhook-off' });
  });

  it('never when the endpoint was removed meanwhile', async () => {
    world.receive = () => new Response(null, { status: 500 });
    await world.happened({});
    await world.call('DELETE', `/v1/webhooks/${endpoint.id}`);
    await world.time.advance(HOUR);
    expect(world.received).toHaveLength(1);
    expect(await action()).toMatchObject({ state: 'failed', detail: 'webhook-gone' });
    await world.happened({ version: 2, kind: 'rescheduled' });
    expect(world.received).toHaveLength(1);
  });

  it('I19 after an hour’s silence, once each, in the order of an appointment’s versions', async () => {
    const versions = Array.from({ length: 12 }, (_, at) => at + 1);
    await world.happened(...versions.map((version) => ({ version, kind: version === 1 ? 'booked' as const : 'rescheduled' as const, changedFields: ['when'] })));
    await world.time.advance(30_000);
    expect(world.received.map((call) => (JSON.parse(call.body) as { data: { appointmentVersion: number } }).data.appointmentVersion)).toEqual(versions);
  });

  it('a later version waits until the earlier was taken, at the same endpoint and about the same appointment only', async () => {
    const about = (call: Received): string => {
      const { data } = JSON.parse(call.body) as { data: { appointmentId: string; appointmentVersion: number } };
      return `${data.appointmentId}/${data.appointmentVersion}`;
    };
    const told = () => world.received.map(about);
    let answer = (_response: Response) => undefined as void;
    world.receive = (call) => (about(call) === 'a1/1' ? new Promise<Response>((resolve) => (answer = resolve)) : new Response(null, { status: 200 }));
    await world.happened({}, { version: 2, kind: 'rescheduled' }, { appointmentId: 'a2' });
    expect(told().sort()).toEqual(['a1/1', 'a2/1']);
    answer(new Response(null, { status: 204 }));
    await world.time.advance(2_000);
    expect(told().slice(2)).toEqual(['a1/2']);
  });

  it('I19 in the order of versions also to a receiver that failed for a moment', async () => {
    const told: number[] = [];
    let down = true;
    world.receive = (call) => {
      if (down) return new Response(null, { status: 500 });
      told.push((JSON.parse(call.body) as { data: { appointmentVersion: number } }).data.appointmentVersion);
      return new Response(null, { status: 204 });
    };
    await world.happened({}, { version: 2, kind: 'rescheduled' }, { version: 3, kind: 'rescheduled' });
    await world.time.advance(1_000);
    down = false;
    await world.happened({ version: 4, kind: 'rescheduled' });
    await world.time.advance(20_000);
    expect(told).toEqual([1, 2, 3, 4]);
  });

  it('a message that the receiver never takes silences the later ones for some minutes only', async () => {
    const told: number[] = [];
    world.receive = (call) => {
      const { appointmentVersion } = (JSON.parse(call.body) as { data: { appointmentVersion: number } }).data;
      if (appointmentVersion > 1) told.push(appointmentVersion);
      return new Response(null, { status: appointmentVersion === 1 ? 500 : 204 });
    };
    await world.happened({}, { version: 2, kind: 'rescheduled' });
    await world.time.advance(60_000);
    expect(told).toEqual([]);
    await world.time.advance(300_000);
    expect(told).toEqual([2]);
  }, 60_000);

  it('one that hangs is cut off and tried again', async () => {
    let hangs = true;
    world.receive = () => (hangs ? new Promise<Response>(() => undefined) : new Response(null, { status: 200 }));
    await world.happened({});
    expect(world.received).toHaveLength(1);
    hangs = false;
    await world.time.advance(120_000);
    expect(await deliveries()).toMatchObject([{ state: 'delivered' }]);
  });

  const twentyBookings = Array.from({ length: 20 }, (_, at) => ({ appointmentId: `b${at}` }));

  it('and one that hangs, with twenty messages to take, leaves hands for the others', async () => {
    const other = 'https://hooks.other.example/in';
    const { id } = (await world.call('POST', '/v1/webhooks', { url: other })).body as Endpoint;
    await world.call('POST', '/v1/rules', { name: 'cancelled', on: 'cancelled', actions: [{ kind: 'webhook', endpointId: id }] });
    world.receive = (call) => (call.url === HOOK ? new Promise<Response>(() => undefined) : new Response(null, { status: 200 }));
    await world.happened(...twentyBookings);
    await world.happened({ appointmentId: 'a2', version: 2, kind: 'cancelled' });
    expect(world.received.map(({ url }) => url).filter((url) => url === other)).toHaveLength(1);
  });

  it('one that answers takes twenty messages within a second', async () => {
    await world.happened(...twentyBookings);
    await world.time.advance(1_000);
    expect(world.received).toHaveLength(20);
  });
});

it('a late process that got no answer does not bring back what another delivered', async () => {
  world.receive = () => new Response(null, { status: 503 });
  await world.happened({});
  await world.service.stop();
  const deps = { ...world, random: { unit: () => 0.5 }, clock: world.time.clock, timers: world.time.timers, settings: { TRIGGER_WEBHOOK_KEY: world.webhookKey }, webhookHttp: world.webhookHttp, endpointHands: createEndpointHands(world.time.clock) };
  const claim = async () => (await world.store.takeDue(deliveriesCollection, { now: world.time.clock.now() + HOUR, limit: 1, leaseMs: 1 }))[0];
  const late = await claim();
  const other = await world.store.takeDue(deliveriesCollection, { now: world.time.clock.now() + 2 * HOUR, limit: 1, leaseMs: 1 });
  world.receive = async () => {
    world.receive = () => new Response(null, { status: 200 });
    await deliver(deps as never, other[0] as never);
    throw new TypeError('fetch failed');
  };
  await deliver(deps as never, late as never);
  expect(await world.store.find(deliveriesCollection, { index: 'byDue', equals: [], range: { gte: 0 } })).toMatchObject({ items: [{ state: 'delivered', attempts: 2, lastStatus: 200 }] });
  expect(await action()).toMatchObject({ state: 'done' });
});

describe('the secret', () => {
  it('is shown once and stands nowhere in clear', async () => {
    expect(endpoint.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(JSON.stringify(await world.read('/v1/webhooks'))).not.toContain('secret');
    const { webhooks } = await import('../repos/webhooks.ts');
    expect(JSON.stringify((await world.store.find(webhooks, { index: 'byAgency', equals: ['north'] })).items)).not.toContain(endpoint.secret);
    const other = (await world.call('POST', '/v1/webhooks', { url: HOOK })).body as Endpoint;
    expect(other.secret).not.toBe(endpoint.secret);
  });

  it('an Idempotency-Key keeps no answer that holds it', async () => {
    const make = () => world.call('POST', '/v1/webhooks', { url: HOOK }, admin(HARBOUR), { 'idempotency-key': 'k' });
    expect((await make()).body).not.toEqual((await make()).body);
  });
});
