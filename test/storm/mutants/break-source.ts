// Loaded before a service (`--import`): replaces the source of what the mutant named by STORM_MUTANT breaks.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { applyEdit, MUTANTS } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../../..');
const mutant = MUTANTS.find(({ name }) => name === process.env['STORM_MUTANT']);
if (mutant === undefined) throw new Error('STORM_MUTANT names no mutant.');

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const edits = mutant.edits.filter(({ file }) => url === pathToFileURL(join(ROOT, file)).href);
    if (edits.length === 0) return loaded;
    return { ...loaded, source: edits.reduce(applyEdit, String(loaded.source)) };
  },
});
