// npm run check: lint, types, generated files. Every step runs, so that one look shows everything; they run side by side, and what each has to say is printed when it ends.
import { binOf } from '../repository.ts';
import { runNode } from '../run-node.ts';
import { lint } from './lint.ts';
const steps = [
    ['lint', () => lint(['libs', 'services', 'test', 'deploy'])],
    ['types', () => runNode([binOf('typescript', 'tsc'), '-p', 'libs/tooling/tsconfig.json'])],
    ['generated files', () => runNode(['libs/tooling/src/generate/main.ts', '--check'])],
];
await Promise.all(steps.map(async ([name, run]) => {
    const startedAt = Date.now();
    const { code, output } = await run();
    console.log(`${output}${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
    if (code !== 0)
        process.exitCode = 1;
}));
