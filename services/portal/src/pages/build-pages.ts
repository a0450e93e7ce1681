import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock, type Clock, type Log } from '@portal-sync/kernel';
import { cachedBuild, runBuilder } from '@portal-sync/runtime/builds';

const PORTAL = fileURLToPath(new URL('../../', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'pages');
/** What the built pages depend on: their sources, what they share with the server, how they are built, and the libraries. */
const SOURCES = ['services/portal/web', 'services/portal/src/domain', 'services/portal/src/pages', 'services/portal/vite.config.ts', 'package-lock.json'];

/**
 * Builds the pages unless these very sources were built before, and returns the folder to serve (`index.html`, `assets/`). Servers hold the files
 * they serve in memory, see `http/serve-assets.ts`. Rejects with the builder's own words when the sources do not build.
 */
export async function buildPages({ log, cache = CACHE, clock = systemClock }: { log: Log; cache?: string; clock?: Clock }): Promise<string> {
  const startedAt = clock.now();
  const { folder, isNew } = await cachedBuild({ cache, root: ROOT, sources: SOURCES, proof: 'index.html', clock, build });
  if (isNew) log.info({ ms: clock.now() - startedAt }, 'pages built');
  return folder;
}

async function build(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const options = ['build', '--config', join(PORTAL, 'vite.config.ts'), '--configLoader', 'native', '--outDir', outDir, '--emptyOutDir'];
  // Whoever asks, a test too, gets the pages that people get: the libraries choose their development builds by this variable.
  await runBuilder('The pages do not build:', [vite, ...options], { cwd: PORTAL, env: { ...process.env, NODE_ENV: 'production' } });
}
