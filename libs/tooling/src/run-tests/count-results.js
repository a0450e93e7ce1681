/**
 * Counts a run. A file that failed without a failed test (it does not load, a hook broke) counts as one failure,
 * and so does a run that ended badly though every test passed, or that left no report. Pure.
 */
export function countResults(report, exitCode) {
    if (report === undefined)
        return { passed: 0, failed: 1, skipped: 0 };
    const tests = report.flatMap((file) => file.tests);
    const count = (state) => tests.filter((test) => test.state === state).length;
    const failed = count('failed') + report.filter((file) => file.failed && file.tests.every((test) => test.state !== 'failed')).length;
    return { passed: count('passed'), failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped: count('skipped') };
}
export const addCounts = (all) => all.reduce((sum, { passed, failed, skipped }) => ({ passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }), { passed: 0, failed: 0, skipped: 0 });
export const countsLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
