import { expect, test } from 'vitest';
import { lateStarts, readyFigures, waitedFor } from './ready-figures.ts';

const start = (name: string, at: number, readyMs: number | null, waits: Readonly<Record<string, number>> = {}) =>
  ({ name, at, readyMs, endedBy: readyMs === null ? 'SIGKILL' : null, waits: new Map(Object.entries(waits)) });

test('the first start of each process is no restart; one that was killed before it was ready is told apart', () => {
  const rows = readyFigures([start('matcher-1', 0, 9_000), start('matcher-2', 0, 9_000), start('matcher-1', 20_000, 1_000), start('matcher-1', 30_000, null), start('matcher-2', 40_000, 3_000)], []);
  expect(rows).toEqual([{ service: 'matcher', restarts: 2, p50: 3_000, p99: 3_000, max: 3_000, late: 0, excused: 0, cutShort: 1 }]);
});

test('who is slower than ten seconds is late; time in which an engine could not be used is counted once, and for the engine', () => {
  const starts = [start('broker-1', 0, 1), start('broker-1', 1_000, 10_001), start('broker-1', 50_000, 12_000), start('broker-1', 100_000, 14_000)];
  const outages = [{ from: 49_000, to: 52_500 }, { from: 101_000, to: 103_000 }, { from: 102_000, to: 104_500 }];
  expect(readyFigures(starts, outages)).toMatchObject([{ restarts: 3, late: 2, excused: 1 }]);
});

test('a process that is paused while it starts is not late for that, another one is', () => {
  const starts = [start('broker-1', 0, 1), start('matcher-1', 0, 1), start('broker-1', 1_000, 25_000), start('matcher-1', 1_000, 25_000, { started: 24_000 })];
  const outages = [{ from: 2_000, to: 20_000, of: 'broker-1' }];
  expect(readyFigures(starts, outages)).toMatchObject([{ service: 'broker', late: 0, excused: 1 }, { service: 'matcher', late: 1, excused: 0 }]);
  expect(lateStarts(starts, outages)).toEqual(['matcher-1 took 25.0 s, 0.0 s of it hindered: started 24.0 s']);
});

test('ending by oneself does not begin the time anew: what waits for the service waits on', () => {
  const crash = (at: number) => ({ ...start('broker-1', at, null, { started: 900 }), endedBy: 'code 1' });
  const starts = [start('broker-1', 0, 1), crash(1_000), crash(3_000), start('broker-1', 9_000, 2_500, { started: 2_500 })];
  expect(readyFigures(starts, [])).toMatchObject([{ restarts: 1, max: 10_500, late: 1, cutShort: 0 }]);
  expect(lateStarts(starts, [])).toEqual(['broker-1 took 10.5 s, 0.0 s of it hindered: started 4.3 s, ended by itself 6.2 s']);
  expect(readyFigures([start('broker-1', 0, 1), crash(1_000), start('broker-1', 3_000, null)], [])).toMatchObject([{ restarts: 0, cutShort: 1 }]);
});

test('what starts waited for is summed, of those that came to be ready', () => {
  const starts = [start('broker-1', 0, 900, { started: 200, 'no answer': 700 }), start('matcher-1', 0, 700, { 'no answer': 700 }), start('matcher-1', 800, null, { bus: 9_000 })];
  expect(waitedFor(starts)).toEqual([['no answer', 1_400], ['started', 200]]);
});
