import { expect, it } from 'vitest';
import { waitsForHand } from './waits-for-hand.ts';

const NOW = 100_000;
const ago = (...seconds: readonly number[]): number[] => seconds.map((second) => NOW - second * 1000);

it.each<[string, readonly number[], boolean, number | undefined]>([
  ['nothing is under way', [], false, undefined],
  ['one is under way', ago(9), false, undefined],
  ['two are, just begun', ago(0, 0), false, 250],
  ['two are, for some seconds', ago(4, 1), false, 4_000],
  ['two are, for long', ago(14, 13), false, 10_000],
  ['many are, and it answers quickly', ago(1, 1, 1, 1, 0), true, undefined],
])('a call waits: %s', (_name, startedAt, quick, expected) => expect(waitsForHand({ startedAt, quick }, NOW)).toBe(expected));
