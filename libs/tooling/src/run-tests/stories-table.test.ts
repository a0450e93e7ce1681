import { expect, test } from 'vitest';
import type { JsonReport } from './count-results.ts';
import { storiesTable } from './stories-table.ts';

const file = (name: string, ...tests: string[]) => ({ name: `/root/${name}`, status: 'x', assertionResults: tests.map((status) => ({ status })) });
const report = (...testResults: JsonReport['testResults'][number][]): JsonReport => ({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults });

test('a line per story, a column per pair of engines; other tests are left out', () => {
  const first = report(file('libs/kernel/src/when.test.ts', 'passed'), file('test/stories/push.test.ts', 'passed', 'passed'), file('test/stories/merge.test.ts', 'passed'));
  const second = report(file('test/stories/push.test.ts', 'passed', 'failed'));
  expect(storiesTable([{ engines: 'SQLite', report: first }, { engines: 'MongoDB', report: second }], '/root')).toEqual([
    'story  SQLite    MongoDB',
    'merge  1 passed  not run',
    'push   2 passed  1 of 2 passed',
  ]);
});

test('a run without stories has no table', () => {
  expect(storiesTable([{ engines: 'SQLite', report: report(file('libs/kernel/src/when.test.ts', 'passed')) }], '/root')).toEqual([]);
});
