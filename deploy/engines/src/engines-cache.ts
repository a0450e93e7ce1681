import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CannotBeHad } from './cannot-be-had.ts';

/** Where engines are kept once brought in: `ENGINES_CACHE`, else the user's cache folder. Never inside the tree. */
export const cacheFolder = (env: Readonly<Record<string, string | undefined>> = process.env): string =>
  env['ENGINES_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'portal-sync', 'engines');

/**
 * The folder `name` of the cache; filled by `fill` the first time. A folder stands there whole or not at all: it is filled beside and renamed,
 * so that neither a broken download nor two processes at once leave half of one. Fails with `CannotBeHad` where there can be no cache.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  await makeFolder(cacheFolder());
  const draft = await mkdtemp(join(cacheFolder(), `.${name}-`));
  try {
    await fill(draft);
    await rename(draft, folder).catch((error: unknown) => {
      // Another process was quicker, with the same content.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Folder by folder: Node's own way (`recursive`) never ends where a file system refuses with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new CannotBeHad(`the folder ${folder} cannot be made (${error.code}): ENGINES_CACHE names another`);
  });
}
