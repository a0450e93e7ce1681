import { expect, test } from 'vitest';
import { storiesTable } from './stories-table.ts';
import type { FileOutcome, TestOutcome } from './test-report.ts';

const file = (project: string, path: string, tests: Readonly<Record<string, TestOutcome['state']>>): FileOutcome => ({
  project,
  file: path,
  failed: Object.values(tests).includes('failed'),
  tests: Object.entries(tests).map(([titles, state]) => ({ titles: titles.split(' > '), state })),
});

test('a row per story and per contract, a column per pair of engines; other tests are left out', () => {
  const table = storiesTable([
    file('units', 'libs/kernel/src/when.test.ts', { 'a day > begins': 'passed' }),
    file('units', 'libs/store-sqlite/src/sqlite-store.test.ts', { 'store contract: sqlite file > keeps': 'passed', 'store contract: sqlite in memory > keeps': 'passed', 'store contract: sqlite in memory > restarts': 'skipped' }),
    file('engines', 'libs/store-mongo/src/mongo-store.test.ts', { 'mongo > store contract: mongo > keeps': 'passed' }),
    file('stories-embedded', 'test/stories/push.test.ts', { 'to Google > made here': 'passed', 'moved here': 'passed' }),
    file('stories-real-engines', 'test/stories/push.test.ts', { 'to Google > made here': 'passed', 'moved here': 'failed' }),
    file('stories-embedded', 'test/stories/merge.test.ts', { 'both sides edit': 'passed' }),
  ]);
  expect(table).toEqual([
    'SQLite + in process  MongoDB + Kafka     story',
    'passed               not run             merge: both sides edit',
    'passed               passed              push: made here',
    'passed               failed              push: moved here',
    '2 passed, 1 skipped  1 passed            contract of the store',
    '3 passed             1 passed, 1 failed  3 stories',
  ]);
});

test('a run without stories has no table', () => {
  expect(storiesTable([file('units', 'libs/kernel/src/when.test.ts', { begins: 'passed' })])).toEqual([]);
});
