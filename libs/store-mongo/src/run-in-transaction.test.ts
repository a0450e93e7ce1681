import type mongoose from 'mongoose';
import { expect, test } from 'vitest';
import { createRunInTransaction } from './run-in-transaction.ts';

const broken = () => Object.assign(new Error('write ECONNRESET'), { code: 'ECONNRESET', syscall: 'write' });

/** A session whose commits fail as often as told, without any answer of the server. */
function setup(failingCommits: number) {
  const seen: string[] = [];
  let failures = failingCommits;
  const session = {
    startTransaction: () => void seen.push('begin'),
    async commitTransaction() {
      seen.push('commit');
      if (failures-- > 0) throw broken();
    },
    abortTransaction: async () => void seen.push('abort'),
    inTransaction: () => seen.at(-1) === 'apply',
    endSession: async () => undefined,
  };
  const run = createRunInTransaction({ startSession: async () => session } as unknown as mongoose.Connection, async () => undefined);
  return { seen, run };
}

test('where a connection breaks before the commit, it is begun again', async () => {
  const { seen, run } = setup(0);
  let breaks = 2;
  await run(async () => {
    seen.push('apply');
    if (breaks-- > 0) throw broken();
  });
  expect(seen).toEqual(['begin', 'apply', 'abort', 'begin', 'apply', 'abort', 'begin', 'apply', 'commit']);
});

test('where it breaks at the commit, the commit is asked for again, and nothing is applied twice', async () => {
  const { seen, run } = setup(2);
  await run(async () => void seen.push('apply'));
  expect(seen).toEqual(['begin', 'apply', 'commit', 'commit', 'commit']);
  const hopeless = setup(100);
  await expect(hopeless.run(async () => void hopeless.seen.push('apply'))).rejects.toThrow('ECONNRESET');
  expect(hopeless.seen.filter((step) => step === 'apply')).toHaveLength(1);
});
