import { expect, test } from 'vitest';
import { addCounts, countResults, countsLine, type JsonReport } from './count-results.ts';

const report = (change: Partial<JsonReport> = {}): JsonReport => ({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, testResults: [], ...change });
const file = (status: string, ...tests: string[]) => ({ name: 'x.test.ts', status, assertionResults: tests.map((one) => ({ status: one })) });

test.each<[rule: string, report: JsonReport | undefined, exitCode: number, line: string]>([
  ['a good run', report(), 0, '3 passed, 0 failed, 1 skipped'],
  ['a todo is not done', report({ numTodoTests: 2 }), 0, '3 passed, 0 failed, 3 skipped'],
  ['a failed test', report({ numFailedTests: 1, testResults: [file('failed', 'failed', 'passed')] }), 1, '3 passed, 1 failed, 1 skipped'],
  ['a file that does not load', report({ testResults: [file('failed'), file('passed', 'passed')] }), 1, '3 passed, 1 failed, 1 skipped'],
  ['a bad end after good tests', report(), 1, '3 passed, 1 failed, 1 skipped'],
  ['no report at all', undefined, 1, '0 passed, 1 failed, 0 skipped'],
])('%s', (_rule, given, exitCode, line) => {
  expect(countsLine(countResults(given, exitCode))).toBe(line);
});

test('runs are added up', () => {
  expect(addCounts([{ passed: 3, failed: 0, skipped: 1 }, { passed: 2, failed: 1, skipped: 0 }])).toEqual({ passed: 5, failed: 1, skipped: 1 });
});
