import { deadLetters, deliver } from '@portal-sync/bus';
import { AppError, silentLog, type CloudEvent, type ErrorCode } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test, vi } from 'vitest';

const MESSAGE: CloudEvent = {
  specversion: '1.0', id: 'm1', source: '/owner', type: 'thing.changed', time: '2026-03-02T08:00:00.000Z',
  datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: {},
};

test.each<[ErrorCode, number, 'there' | 'away', number]>([
  ['conflict', 70_000, 'there', 0],
  ['unavailable', 70_000, 'there', 0],
  ['unavailable', 1_800_000, 'there', 0],
  ['unavailable', 4_000_000, 'there', 1],
  ['unavailable', 4_000_000, 'away', 0],
  ['conflict', 600_000, 'there', 1],
  ['internal', 70_000, 'there', 1],
])('a message that fails with %s for %i ms while the store is %s leaves %i dead letters', async (code, forMs, state, letters) => {
  const time = createManualTime();
  const store = await openSqliteStore({ memory: true, clock: time.clock })('consumer', [deadLetters]);
  const until = time.clock.now() + forMs;
  vi.spyOn(store, 'ping').mockImplementation(async () => {
    if (state === 'away' && time.clock.now() < until) throw new AppError('unavailable');
  });
  const handle = async (): Promise<void> => {
    if (time.clock.now() < until) throw new AppError(code);
  };
  const delivering = deliver(
    { group: 'consumer', types: [MESSAGE.type], store, handle },
    { owner: 'owner', partition: 0, position: 1, message: MESSAGE },
    new AbortController().signal,
    { ...time, random: { bytes: (count) => new Uint8Array(count), unit: () => 1 }, log: silentLog },
  );
  for (let ms = 0; ms < forMs + 20_000; ms += 1_000) await time.advance(1_000);
  expect(await delivering).toBe(true);
  expect((await store.find(deadLetters, { index: 'byState', equals: ['dead'] })).items).toHaveLength(letters);
  await store.close();
});
