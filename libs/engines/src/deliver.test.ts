import { deadLetters, deliver } from '@portal-sync/bus';
import { AppError, silentLog, type CloudEvent, type ErrorCode } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test, vi } from 'vitest';

const MESSAGE: CloudEvent = {
  specversion: '1.0', id: 'm1', source: '/owner', type: 'thing.changed', time: '2026-03-02T08:00:00.000Z',
  datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: {},
};

/** Delivers a message whose handler fails as `fails` says, by the ms since the beginning, for `forMs`; how many dead letters there are then. */
async function deadAfter(forMs: number, fails: (sinceMs: number) => ErrorCode, isAway = false): Promise<number> {
  const time = createManualTime();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('consumer', [deadLetters]);
  const began = time.clock.now();
  const since = (): number => time.clock.now() - began;
  vi.spyOn(store, 'ping').mockImplementation(async () => {
    if (isAway && since() < forMs) throw new AppError('unavailable');
  });
  const handle = async (): Promise<void> => {
    if (since() < forMs) throw new AppError(fails(since()));
  };
  const delivering = deliver(
    { group: 'consumer', types: [MESSAGE.type], store, handle },
    { owner: 'owner', partition: 0, position: 1, message: MESSAGE },
    new AbortController().signal,
    { ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 1 }, log: silentLog },
  );
  for (let ms = 0; ms < forMs + 20_000; ms += 1_000) await time.advance(1_000);
  expect(await delivering).toBe(true);
  const { length } = (await store.find(deadLetters, { index: 'byState', equals: ['dead'] })).items;
  await store.close();
  return length;
}

test.each<[ErrorCode, number, 'there' | 'away', number]>([
  ['conflict', 70_000, 'there', 0],
  ['unavailable', 70_000, 'there', 0],
  ['unavailable', 1_800_000, 'there', 0],
  ['unavailable', 4_000_000, 'there', 1],
  ['unavailable', 4_000_000, 'away', 0],
  ['conflict', 600_000, 'there', 1],
  ['internal', 70_000, 'there', 1],
])('a message that fails with %s for %i ms while the store is %s leaves %i dead letters', async (code, forMs, state, letters) => {
  expect(await deadAfter(forMs, () => code, state === 'away')).toBe(letters);
});

test.each<[string, number, (sinceMs: number) => ErrorCode, number]>([
  ['what a neighbour that is back answers at first does not end an outage badly', 63_000, (ms) => (ms < 60_000 ? 'unavailable' : 'upstream-failed'), 0],
  ['a lock that an outage left behind has its own two minutes', 250_000, (ms) => (ms < 180_000 ? 'unavailable' : 'conflict'), 0],
  ['what fails now so, now so, is no reason to try for ever', 9_000_000, (ms) => (ms % 60_000 < 30_000 ? 'unavailable' : 'conflict'), 1],
])('each kind of trouble has tries of its own: %s', async (_name, forMs, fails, letters) => {
  expect(await deadAfter(forMs, fails)).toBe(letters);
});
