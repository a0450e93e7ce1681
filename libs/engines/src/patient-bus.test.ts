import type { Bus, Subscription } from '@portal-sync/bus';
import { AppError, engineTrouble, silentLog, type Log } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { openPatientBus } from './patient-bus.ts';

function openWorld(why: () => Error | undefined) {
  const time = createManualTime();
  const told: string[] = [];
  const log: Log = { ...silentLog, warn: (_fields, message) => void told.push(message), info: (_fields, message) => void told.push(message), error: (_fields, message) => void told.push(message) };
  const did: string[] = [];
  const inner: Bus = {
    publish: async (messages) => void did.push(`publish ${messages.length}`),
    subscribe: async ({ group }) => void did.push(`subscribe ${group}`),
    health: () => ({ state: 'ok', lastProgressAgeMs: 0, lag: {} }),
    close: async () => void did.push('close'),
  };
  const open = async (): Promise<Bus> => {
    const failure = why();
    if (failure !== undefined) throw failure;
    return inner;
  };
  const bus = openPatientBus({ ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 1 }, log, place: 'Kafka at k:1', engine: 'Kafka', open });
  return { ...time, bus, told, did };
}

const down = engineTrouble({ sentence: 'Kafka at k:1 could not be used: connect ECONNREFUSED k:1.', reason: 'Kafka cannot be reached' });
const refused = engineTrouble({ sentence: 'Kafka at k:1 refused the user name or password.', reason: 'Kafka refuses the user name or password' });
const subscription = { group: 'g' } as Subscription;
const message = [{}] as PlacedMessage[];

test('an engine that comes later: away with a reason that names no place, publishing refused, subscribing waits; then all goes on', async () => {
  let failure: Error | undefined = down;
  const { bus, did, told, advance } = openWorld(() => failure);
  await bus.subscribe(subscription);
  await advance(5_000);
  expect(bus.health()).toMatchObject({ state: 'away', reason: 'Kafka cannot be reached', lastProgressAgeMs: 5_000 });
  await expect(bus.publish(message)).rejects.toBe(down);
  failure = refused;
  await advance(10_000);
  expect(bus.health()).toMatchObject({ state: 'away', reason: 'Kafka refuses the user name or password' });
  failure = undefined;
  await advance(10_000);
  await bus.publish(message);
  expect(did).toEqual(['subscribe g', 'publish 1']);
  expect(bus.health().state).toBe('ok');
  expect(told).toEqual([down.message, refused.message, 'Kafka at k:1 is there']);
});

test('settings that no waiting mends are told of once and not tried again', async () => {
  let tries = 0;
  const { bus, told, advance } = openWorld(() => {
    tries++;
    return new AppError('invalid', { detail: 'no valid address' });
  });
  await advance(60_000);
  expect([tries, told, bus.health().state]).toEqual([1, ['the bus cannot be opened'], 'away']);
  await bus.close();
});

test('closing ends the waiting, and a closed bus takes nothing', async () => {
  const { bus, did, waiting, advance } = openWorld(() => down);
  await bus.subscribe(subscription);
  await advance(100);
  await bus.close();
  expect([bus.health().state, did, waiting()]).toEqual(['closed', [], 0]);
  await expect(bus.publish(message)).rejects.toMatchObject({ code: 'unavailable' });
  await expect(bus.subscribe(subscription)).rejects.toMatchObject({ code: 'unavailable' });
});
