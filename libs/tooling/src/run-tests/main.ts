// npm test [-- path ...] [--both-engines]: everything that can run on this machine; with the option the stories a second time, on MongoDB and Kafka. The last line says how many passed, failed and were skipped.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, readJson, ROOT } from '../repository.ts';
import { runNode } from '../run-node.ts';
import { skipUnless } from '../skip-unless.ts';
import { addCounts, countResults, countsLine, type Counts, type JsonReport } from './count-results.ts';
import { storiesTable, type EngineRun } from './stories-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'tests-'));
const runs: EngineRun[] = [];
const counts: Counts[] = [];

async function run(engines: string, paths: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  const reportPath = join(folder, `${runs.length}.json`);
  const { code } = await runNode(
    [binOf('vitest'), 'run', '--config', 'libs/tooling/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`, ...paths],
    { show: true, env },
  );
  const report = existsSync(reportPath) ? (readJson(reportPath) as JsonReport) : undefined;
  runs.push({ engines, report });
  counts.push(countResults(report, code));
}

/** Whether MongoDB and Kafka can be had here; brings them in on first use. Where they must be there and are not, that is a failure. */
async function haveRealEngines(): Promise<boolean> {
  const { code, output } = await runNode(['deploy/engines/src/main.ts', '--bring'], { show: true });
  try {
    return !skipUnless('mongo', code === 0, output.trim()) && !skipUnless('kafka', code === 0, output.trim());
  } catch (error) {
    console.error((error as Error).message);
    counts.push({ passed: 0, failed: 1, skipped: 0 });
    return false;
  }
}

const BOTH = '--both-engines';
const asked = process.argv.slice(2).filter((argument) => argument !== BOTH);
await run('SQLite + in process', asked);
const stories = asked.length === 0 ? ['test/stories'] : asked.filter((path) => path.startsWith('test/stories'));
if (process.argv.includes(BOTH) && stories.length > 0 && (await haveRealEngines())) await run('MongoDB + Kafka', stories, { STORIES_ENGINES: 'real' });
rmSync(folder, { recursive: true, force: true });

const total = addCounts(counts);
for (const line of storiesTable(runs, ROOT)) console.log(line);
console.log(countsLine(total));
process.exitCode = total.failed === 0 ? 0 : 1;
