import { expect, test } from 'vitest';
import { countFailure, restartDelay } from './restart-delay.ts';

test.each([
  [1, 250],
  [2, 500],
  [4, 2_000],
  [7, 15_000],
  [5_000, 15_000],
])('after %i short lives in a row the next start waits %i ms', (failures, ms) => {
  expect(restartDelay(failures)).toBe(ms);
});

test.each([
  ['the first end', 0, 200, 1],
  ['another soon after', 3, 29_999, 4],
  ['one after a steady life', 3, 30_000, 1],
])('%s counts as it should', (_, before, livedMs, expected) => {
  expect(countFailure(before, livedMs)).toBe(expected);
});
