import { expect, test } from 'vitest';
import type { EngineMember } from './engine-member.ts';
import { keepRunning } from './keep-running.ts';

test('a member that ends is started again, more and more rarely while that fails, until it may end', async () => {
  const said: string[] = [];
  const waits: number[] = [];
  const stopping = new AbortController();
  let ends = Promise.withResolvers<void>();
  let fails = 2;
  const member = {
    name: 'mongod', port: 1,
    ended: () => ends.promise,
    async start() {
      if (fails-- > 0) throw new Error('the disk is full');
      ends = Promise.withResolvers<void>();
    },
  } as unknown as EngineMember;
  const keeping = keepRunning(member, { say: (line) => void said.push(line), signal: stopping.signal, pause: async (ms) => void waits.push(ms) });
  ends.resolve();
  while (!said.includes('mongod on port 1 runs again')) await new Promise((resolve) => setImmediate(resolve));
  expect(waits).toEqual([1_000, 2_000, 4_000]);
  expect(said.filter((line) => line === 'the disk is full')).toHaveLength(2);
  stopping.abort();
  ends.resolve();
  await keeping;
  expect(waits).toHaveLength(3);
});
