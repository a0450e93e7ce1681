import { expect, test } from 'vitest';
import { isStale } from './is-stale.ts';

const NOW = 10_000_000;
const CALENDAR = { lastPullAt: NOW - 1_000, problem: null, pausedSince: null, firstRead: false };
const ago = (seconds: number) => ({ lastPullAt: NOW - seconds * 1_000 });

const TABLE: readonly [string, Partial<typeof CALENDAR> | { lastPullAt: null } | { problem: string } | { pausedSince: number }, number | null, boolean, boolean][] = [
  ['read just now', {}, 30, true, false],
  ['read twice as long ago as it is read', ago(120), 30, true, false],
  ['read longer ago', ago(121), 30, true, true],
  ['never read', { lastPullAt: null }, 30, true, true],
  ['read for the first time', { firstRead: true }, 30, true, true],
  ['in trouble', { problem: 'quota' }, 30, true, true],
  ['paused', { pausedSince: 1 }, 30, true, true],
  ['of a connection that is broken', {}, 30, false, true],
  ['read by hand within the hour', ago(3_600), null, true, false],
  ['read by hand before that', ago(3_601), null, true, true],
];
test.each(TABLE)('never silently free: a calendar %s', (_name, more, everySeconds, isLive, expected) => {
  expect(isStale({ ...CALENDAR, ...more }, { isLive, plan: { everySeconds }, now: NOW })).toBe(expected);
});
