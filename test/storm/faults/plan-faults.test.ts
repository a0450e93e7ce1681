import { createSeededRandom } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { planFaults, type Fault, type FaultKind } from './plan-faults.ts';

const plan = (seed: number, minutes = 20, kills = 200): readonly Fault[] =>
  planFaults({ random: createSeededRandom(seed), minutes, kills, processes: ['broker-1', 'matcher-1', 'matcher-2'], links: ['google', 'broker'], engineLinks: ['kafka', 'mongo-1'] });

const countOf = (faults: readonly Fault[], kind: FaultKind): number => faults.filter((fault) => fault.kind === kind).length;

test('the same seed gives the same storm, another seed another', () => {
  expect(plan(7)).toEqual(plan(7));
  expect(plan(8)).not.toEqual(plan(7));
});

test('a storm has as many kills as were asked for, and every kind of fault', () => {
  const faults = plan(1);
  expect(countOf(faults, 'kill')).toBe(200);
  for (const kind of ['pause', 'kafka-restart', 'mongo-kill', 'mongo-stepdown', 'reset', 'lost-answers', 'hole'] as const) expect([kind, countOf(faults, kind) > 5]).toEqual([kind, true]);
});

test('some processes are killed again while they start', () => {
  const kills = plan(1).filter((fault) => fault.kind === 'kill');
  const again = kills.filter((fault, at) => kills.slice(0, at).some((before) => before.target === fault.target && fault.atMs - before.atMs < 6_001));
  expect(again.length).toBeGreaterThan(20);
});

test('everybody is killed about as often', () => {
  const targets = plan(2).flatMap((fault) => (fault.kind === 'kill' ? [fault.target] : []));
  for (const name of ['broker-1', 'matcher-1', 'matcher-2']) expect(targets.filter((target) => target === name).length).toBeGreaterThan(200 / 3 - 20);
});

test('all happens in order and within the time', () => {
  const times = plan(3).map(({ atMs }) => atMs);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(Math.min(...times)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...times)).toBeLessThan(20 * 60_000 + 10_000);
});

test.each([1, 2, 3, 4, 5])('an engine has one fault at a time, and time to come back (seed %i): a set of three bears the loss of one', (seed) => {
  for (const [minutes, engine] of [[20, 'kafka'], [20, 'mongo'], [0.4, 'kafka'], [0.4, 'mongo']] as const) {
    const faults = plan(seed, minutes).filter((fault) => fault.kind.startsWith(engine) || ('target' in fault && fault.target.startsWith(engine)));
    for (const [at, fault] of faults.entries()) {
      const end = fault.atMs + ('forMs' in fault ? fault.forMs : 0);
      expect((faults[at + 1]?.atMs ?? Infinity) - end).toBeGreaterThan(4_000);
    }
  }
});

test('a short storm has a restart of Kafka, the death of a primary, a step down and a pause too', () => {
  for (const kind of ['kafka-restart', 'mongo-kill', 'mongo-stepdown', 'pause', 'hole', 'reset', 'lost-answers'] as const) expect([kind, countOf(plan(1, 0.4, 10), kind) > 0]).toEqual([kind, true]);
});

test('every pause outlasts a lease of 15 s, and there is one at a time', () => {
  const pauses = plan(1).filter((fault) => fault.kind === 'pause');
  for (const [at, pause] of pauses.entries()) {
    expect(pause.forMs).toBeGreaterThan(15_000);
    expect(pause.atMs + pause.forMs).toBeLessThan(pauses[at + 1]?.atMs ?? Infinity);
  }
});
