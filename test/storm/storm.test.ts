import { CannotBeHad } from '@portal-sync/local-engines';
import { skipUnless } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { runStorm, type StormResult } from './run-storm.ts';

const said: string[] = [];

/** The short storm; where engines cannot be had, why. */
const played: Promise<StormResult | string> = runStorm({ seed: 1, minutes: 0.4, kills: 10, perSecond: 4, say: (line) => void said.push(line) }).catch((error: unknown) => {
  if (error instanceof CannotBeHad) return error.message;
  throw error;
});

test('a short storm of kills, restarts, pauses and cut connections loses nothing, doubles nothing and fires nothing twice', async (context) => {
  const result = await played;
  if (typeof result === 'string') return void context.skip(skipUnless('mongo', false, result) || skipUnless('kafka', false, result));
  expect(result.faults.get('kill'), said.join('\n')).toBeGreaterThan(5);
  for (const kind of ['pause', 'kafka-restart', 'mongo-kill', 'reset', 'hole'] as const) expect([kind, (result.faults.get(kind) ?? 0) > 0]).toEqual([kind, true]);
  expect(result.load.operations).toBeGreaterThan(40);
  expect(result.settled.quiet, said.join('\n')).toBe(true);
  expect(result.ledgers.length).toBeGreaterThanOrEqual(5);
  for (const row of result.ledgers) {
    expect({ ...row, expected: 0, found: 0 }, said.join('\n')).toMatchObject({ lost: 0, doubled: 0, wrong: 0 });
  }
});
