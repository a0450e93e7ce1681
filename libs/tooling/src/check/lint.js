import { join } from 'node:path';
import { binOf, ROOT } from '../repository.ts';
import { runNode } from '../run-node.ts';
const CONFIG = join(ROOT, 'libs/tooling/eslint.config.js');
/**
 * Lints files or folders. Makes the project graph first: without it the rule about imports between packages is skipped in silence
 * (the config refuses to load then).
 */
export async function lint(paths, options = {}) {
    const graph = await runNode([binOf('nx'), 'show', 'projects', '--json']);
    if (graph.code !== 0)
        return graph;
    return runNode([binOf('eslint'), '--config', CONFIG, '--max-warnings', '0', '--no-warn-ignored', ...paths], { ...options, env: { NODE_OPTIONS: '--max-old-space-size=3072' } });
}
