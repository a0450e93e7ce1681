import { expect, it } from 'vitest';
import { waitsInLane, type InLane } from './next-in-lane.ts';

const NOW = 10_000;
const other = (appointmentVersion: number, attempts: number, inMs = 0): InLane => ({ appointmentVersion, attempts, dueAt: NOW + inMs });

it.each<[string, readonly InLane[], number | undefined]>([
  ['nothing else waits', [], undefined],
  ['later versions and its own', [other(5, 0), other(7, 0)], undefined],
  ['an earlier one that was not tried yet', [other(4, 0)], 250],
  ['three earlier ones, none of them tried', [other(2, 0), other(3, 0), other(4, 0)], 750],
  ['a whole queue', Array.from({ length: 50 }, () => other(4, 0)), 5_000],
  ['an earlier one that is tried again', [other(4, 1)], 1_000],
  ['an earlier one that is tried a third time', [other(4, 2)], 1_000],
  ['an earlier one that is tried again soon', [other(4, 1, 3_000)], 3_000],
  ['an earlier one that is tried again in minutes', [other(4, 2, 300_000)], 5_000],
  ['the first of several to be tried again', [other(3, 2, 300_000), other(4, 1, 2_000)], 2_000],
  ['an earlier one that failed several times', [other(4, 3)], undefined],
  ['one that failed often and one that did not', [other(3, 4), other(4, 1)], 1_000],
])('the fifth version waits for the earlier: %s', (_name, waiting, expected) => expect(waitsInLane(5, waiting, NOW)).toBe(expected));
