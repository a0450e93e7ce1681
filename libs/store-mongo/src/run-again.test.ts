import { CommitConflict } from '@portal-sync/store/engine';
import { createManualTime } from '@portal-sync/tooling';
import { describe, expect, test } from 'vitest';
import { createRunAgain } from './run-again.ts';

/** A transaction that meets so many conflicts before it is through. */
const meeting = (conflicts: number, through: () => void) => {
  let left = conflicts;
  return async () => {
    await Promise.resolve();
    if (left-- > 0) throw new CommitConflict();
    through();
  };
};

describe('transactions that met a conflict', () => {
  const open = () => createRunAgain(createManualTime().timers, async () => undefined);

  test('get through in the order they came: one that meets again is not sent back behind the others', async () => {
    const runAgain = open();
    const done: string[] = [];
    await Promise.all([...Array(5).keys()].map((at) => runAgain(meeting(at === 0 ? 10 : 1, () => void done.push(`t${at}`)))));
    expect(done).toEqual(['t0', 't1', 't2', 't3', 't4']);
  });

  test('that never ends fails with it, and the next one goes on', async () => {
    const runAgain = open();
    const done: string[] = [];
    const [stuck] = await Promise.allSettled([runAgain(meeting(1_000, () => void done.push('stuck'))), runAgain(meeting(1, () => void done.push('next')))]);
    expect(stuck).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } });
    expect(done).toEqual(['next']);
  });
});
