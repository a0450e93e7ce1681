import { expect, test } from 'vitest';
import { addCounts, countResults, countsLine } from './count-results.ts';
const file = (failed, ...states) => ({ project: 'units', file: 'x.test.ts', failed, tests: states.map((state, at) => ({ titles: [`${at}`], state })) });
const good = file(false, 'passed', 'passed', 'skipped');
test.each([
    ['a good run', [good], 0, '2 passed, 0 failed, 1 skipped'],
    ['a file that runs in two projects counts twice', [good, { ...good, project: 'other' }], 0, '4 passed, 0 failed, 2 skipped'],
    ['a failed test', [good, file(true, 'failed', 'passed')], 1, '3 passed, 1 failed, 1 skipped'],
    ['a file that does not load', [good, file(true)], 1, '2 passed, 1 failed, 1 skipped'],
    ['a hook that breaks after good tests', [good, file(true, 'passed')], 1, '3 passed, 1 failed, 1 skipped'],
    ['a bad end after good tests', [good], 1, '2 passed, 1 failed, 1 skipped'],
    ['no report at all', undefined, 1, '0 passed, 1 failed, 0 skipped'],
])('%s', (_rule, given, exitCode, line) => {
    expect(countsLine(countResults(given, exitCode))).toBe(line);
});
test('runs are added up', () => {
    expect(addCounts([{ passed: 3, failed: 0, skipped: 1 }, { passed: 2, failed: 1, skipped: 0 }])).toEqual({ passed: 5, failed: 1, skipped: 1 });
});
