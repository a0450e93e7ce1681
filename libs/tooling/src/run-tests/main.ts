// npm test [-- path ...]: everything that can run on this machine. The last line says how many passed, failed and were skipped.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf, readJson } from '../repository.ts';
import { runNode } from '../run-node.ts';
import { countResults, countsLine, type JsonReport } from './count-results.ts';

const folder = mkdtempSync(join(tmpdir(), 'tests-'));
const reportPath = join(folder, 'report.json');
const { code } = await runNode(
  [binOf('vitest'), 'run', '--config', 'libs/tooling/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`, ...process.argv.slice(2)],
  { show: true },
);
const counts = countResults(existsSync(reportPath) ? (readJson(reportPath) as JsonReport) : undefined, code);
rmSync(folder, { recursive: true, force: true });
console.log(countsLine(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;
