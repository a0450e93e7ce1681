import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { systemClock, type Clock, type Log } from '@portal-sync/kernel';
import { sourcesHash } from './sources-hash.ts';

const PORTAL = fileURLToPath(new URL('../../', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules', '.cache', 'pages');
/** What the built pages depend on: their sources, what they share with the server, how they are built, and the libraries. */
const SOURCES = ['services/portal/web', 'services/portal/src/domain', 'services/portal/src/pages', 'services/portal/vite.config.ts', 'package-lock.json'];
/** Builds kept whatever their age: going back and forth between versions builds nothing. */
const KEPT = 3;
/** A build that somebody asked for so lately is kept too: they may not have read it into memory yet, ms. */
const LATELY_MS = 3_600_000;

/**
 * Builds the pages unless these very sources were built before, and returns the folder to serve (`index.html`, `assets/`).
 * The build runs in a process of its own, so that the server's memory stays small. Rejects with the builder's own words when the sources do not build.
 */
export async function buildPages({ log, cache = CACHE, clock = systemClock }: { log: Log; cache?: string; clock?: Clock }): Promise<string> {
  const folder = join(cache, sourcesHash(ROOT, SOURCES));
  const startedAt = clock.now();
  if (existsSync(join(folder, 'index.html'))) {
    utimesSync(folder, startedAt / 1000, startedAt / 1000);
    return folder;
  }
  mkdirSync(cache, { recursive: true });
  const beside = `${folder}.${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  await runBuilder(beside);
  // Renamed when whole: a stop in the middle leaves nothing that looks like a build.
  try {
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(join(folder, 'index.html'))) throw error;
  }
  dropOld(cache, clock.now());
  log.info({ ms: clock.now() - startedAt }, 'pages built');
  return folder;
}

async function runBuilder(outDir: string): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const options = ['build', '--config', join(PORTAL, 'vite.config.ts'), '--configLoader', 'native', '--outDir', outDir, '--emptyOutDir'];
  try {
    // Whoever asks, a test too, gets the pages that people get: the libraries choose their development builds by this variable.
    await promisify(execFile)(process.execPath, [vite, ...options], { cwd: PORTAL, env: { ...process.env, NODE_ENV: 'production' } });
  } catch (error) {
    const said = error as { stderr?: string; stdout?: string };
    throw new Error(`The pages do not build:\n${said.stderr ?? ''}${said.stdout ?? ''}`, { cause: error });
  }
}

/** Removes builds that nobody used for long. Servers hold the files they serve in memory, see `http/serve-assets.ts`. */
export function dropOld(cache: string, now: number): void {
  const builds = readdirSync(cache).map((name) => ({ path: join(cache, name), at: statSync(join(cache, name)).mtimeMs }));
  const old = builds.sort((a, b) => b.at - a.at).slice(KEPT).filter(({ at }) => at < now - LATELY_MS);
  for (const { path } of old) rmSync(path, { recursive: true, force: true });
}
