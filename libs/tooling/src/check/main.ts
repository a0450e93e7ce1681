// npm run check: lint, types, generated files. Every step runs, so that one look shows everything.
import { binOf } from '../repository.ts';
import { runNode, type NodeRun } from '../run-node.ts';
import { lint } from './lint.ts';

const steps: readonly [name: string, run: () => Promise<NodeRun>][] = [
  ['lint', () => lint(['libs', 'services', 'test', 'deploy'], { show: true })],
  ['types', () => runNode([binOf('typescript', 'tsc'), '-p', 'libs/tooling/tsconfig.json'], { show: true })],
  ['generated files', () => runNode(['libs/tooling/src/generate/main.ts', '--check'], { show: true })],
];

for (const [name, run] of steps) {
  const startedAt = Date.now();
  const { code } = await run();
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (code !== 0) process.exitCode = 1;
}
