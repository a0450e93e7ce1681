import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@portal-sync/kernel';
import { sourcesHash } from './sources-hash.ts';

/** Builds kept whatever their age: going back and forth between versions builds nothing. */
const KEPT = 3;
/** A build that somebody asked for so lately is kept too: processes may still be started from it, ms. */
const LATELY_MS = 7 * 24 * 3_600_000;

export interface CachedBuild {
  /** Builds stand here, each in a folder named after what it was made of. */
  readonly cache: string;
  readonly root: string;
  /** What a build depends on: files and folders below `root`. */
  readonly sources: readonly string[];
  /** A file that every whole build holds. */
  readonly proof: string;
  readonly clock: Clock;
  /** Builds into this folder, which is there and empty. In a process of its own where it takes memory. */
  build(folder: string): Promise<void>;
}

/** The folder with the build of these very sources: one that was made before, or a new one. Any number of processes may ask at once. Rejects as `build` does. */
export async function cachedBuild({ cache, root, sources, proof, clock, build }: CachedBuild): Promise<{ readonly folder: string; readonly isNew: boolean }> {
  const folder = join(cache, sourcesHash(root, sources));
  if (existsSync(join(folder, proof))) {
    const now = clock.now() / 1000;
    utimesSync(folder, now, now);
    return { folder, isNew: false };
  }
  mkdirSync(cache, { recursive: true });
  const beside = mkdtempSync(`${folder}.`);
  // Renamed when whole: a stop in the middle leaves nothing that looks like a build.
  try {
    await build(beside);
    // What is left of one that was being removed.
    if (!existsSync(join(folder, proof))) rmSync(folder, { recursive: true, force: true });
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    // Somebody else was quicker.
    if (!existsSync(join(folder, proof))) throw error;
  }
  dropOld(cache, clock.now());
  return { folder, isNew: true };
}

/** Removes builds that nobody used for long. */
export function dropOld(cache: string, now: number): void {
  // Another process may rename or remove one meanwhile.
  const builds = readdirSync(cache).map((name) => ({ path: join(cache, name), at: statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? now }));
  const old = builds.sort((a, b) => b.at - a.at).slice(KEPT).filter(({ at }) => at < now - LATELY_MS);
  for (const { path } of old) rmSync(path, { recursive: true, force: true });
}
