import { expect, test } from 'vitest';
import { brokenLedgers, missedBars, resultLines } from './result-lines.ts';
import type { StormResult } from './run-storm.ts';

const ledger = (change: object = {}) => ({ ledger: 'mails', expected: 2, found: 2, lost: 0, doubled: 0, wrong: 0, examples: [], ...change });
const ready = (change: object = {}) => ({ service: 'broker', restarts: 3, p50: 900, p99: 2_000, max: 2_000, late: 0, excused: 1, cutShort: 0, ...change });
const result = (change: Partial<StormResult> = {}): StormResult => ({
  ledgers: [ledger()], ready: [ready()], late: ['broker-1 took 12.0 s'], waits: [['no answer', 4_200]], settled: { quiet: true, tookMs: 10, still: [] }, faults: new Map([['kill', 3]]), cuts: 4, calmMs: 1_500, machine: 'Half of it was taken.', folder: 'x',
  load: { operations: 9, open: 0, matters: 5, askedAgain: 1, byName: { booked: 5 } }, ...change,
});

test('a storm in which nothing is missed is passed; a restart that was slow only while an engine was away misses nothing', () => {
  expect(missedBars(result())).toEqual([]);
});

test.each<[what: string, change: Partial<StormResult>, words: string]>([
  ['lost', { ledgers: [ledger({ lost: 1 })] }, 'mails: 1 lost, 0 doubled, 0 wrong'],
  ['doubled', { ledgers: [ledger(), ledger({ ledger: 'firings', doubled: 2 })] }, 'firings: 0 lost, 2 doubled, 0 wrong'],
  ['late', { ready: [ready({ late: 2 }), ready({ late: 1 })] }, '3 restarts took longer than 10 s'],
  ['restless', { settled: { quiet: false, tookMs: 10, still: ['1 run'] } }, 'no rest: 1 run'],
])('what is %s misses a bar', (_what, change, words) => {
  expect(missedBars(result(change))).toEqual([words]);
});

test('something broken is caught by what is lost or doubled, and by what is wrong at rest', () => {
  const restless = { quiet: false, tookMs: 10, still: ['1 run'] };
  const caught = (change: object, more: Partial<StormResult> = {}) => brokenLedgers(result({ ledgers: [ledger(change)], ...more }));
  expect([caught({}, { settled: restless }), caught({ wrong: 1 }, { settled: restless }), caught({ wrong: 1 }), caught({ lost: 1 }, { settled: restless })])
    .toEqual([[], [], ['mails: 0 lost, 0 doubled, 1 wrong'], ['mails: 1 lost, 0 doubled, 0 wrong']]);
});

test('the tables say what happened, and show examples of what is wrong', () => {
  const text = resultLines(result({ ledgers: [ledger({ lost: 1, examples: ['lost: the mail to Jo'] })], ready: [ready({ restarts: 0, p50: Number.NaN })] })).join('\n');
  for (const pattern of [/^kill +3$/m, /^connections cut, answers lost +4$/m, /^broker +0 +- +2\.0 +2\.0 +0 +1 +0$/m, /^mails +2 +2 +1 +0 +0$/m, /lost: the mail to Jo/, /^no answer +4\.2$/m, /1\.5 s after the last fault/, /^Half of it was taken\.$/m]) expect(text).toMatch(pattern);
});
