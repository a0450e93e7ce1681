// npm test [-- path ...]: everything that can run on this machine, the stories on both pairs of engines. The last line says how many passed, failed and were skipped.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, readJson } from '../repository.ts';
import { runNode } from '../run-node.ts';
import { skipUnless } from '../skip-unless.ts';
import { addCounts, countResults, countsLine } from './count-results.ts';
import { ENGINE_PAIRS } from './engine-pairs.ts';
import { storiesTable } from './stories-table.ts';
const [embedded, real] = ENGINE_PAIRS;
const counts = [];
const asked = process.argv.slice(2);
const STORIES = 'test/stories/';
/** Whether MongoDB and Kafka can be had here; brings them in on first use. Where they must be there and are not, that is a failure. */
async function haveRealEngines() {
    const { code, output } = await runNode(['deploy/engines/src/main.ts', '--bring'], { show: true });
    try {
        return !skipUnless('mongo', code === 0, output.trim()) && !skipUnless('kafka', code === 0, output.trim());
    }
    catch (error) {
        console.error(error.message);
        counts.push({ passed: 0, failed: 1, skipped: 0 });
        return false;
    }
}
const storiesAsked = asked.length === 0 || asked.some((path) => path.includes('stories') || STORIES.startsWith(path));
const withoutReal = storiesAsked && !(await haveRealEngines());
const folder = mkdtempSync(join(tmpdir(), 'tests-'));
const reportPath = join(folder, 'report.json');
const { code } = await runNode([binOf('vitest'), 'run', '--config', 'libs/tooling/vitest.config.ts', ...(withoutReal ? [`--project=!${real.project}`] : []), ...asked], { show: true, env: { TEST_REPORT: reportPath } });
const report = existsSync(reportPath) ? readJson(reportPath) : undefined;
rmSync(folder, { recursive: true, force: true });
counts.push(countResults(report, code));
if (withoutReal)
    counts.push({ passed: 0, failed: 0, skipped: (report ?? []).filter(({ project }) => project === embedded.project).flatMap(({ tests }) => tests).length });
for (const line of storiesTable(report ?? []))
    console.log(line);
const total = addCounts(counts);
console.log(countsLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
