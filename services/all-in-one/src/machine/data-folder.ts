import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@portal-sync/kernel';
import { lockFolder } from './lock-folder.ts';

/** What is ours in the data folder; `--fresh` removes this and nothing else. */
const OURS = /^(broker|connector|matcher|trigger|portal)\.sqlite(-wal|-shm)?$|^google-sandbox\.json(\.new|\.log-\d+)?$|^machine-secrets\.json(\.tmp)?$|^demo-planted$|^agencies\.json$|^engines$/;

/** Makes the folder ready: it exists, can be written, nobody else uses it, and it is empty of what is ours when `fresh`. Returns how to give it back. Fails with one sentence that names the folder. */
export function prepareDataFolder({ folder, fresh }: { folder: string; fresh: boolean }): () => void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('unavailable', { detail: `The data folder ${folder} cannot be written. Give access to it or name another with DATA_FOLDER.`, cause });
  }
  // Before anything is removed: it could be another's.
  const release = lockFolder(folder);
  for (const name of fresh ? readdirSync(folder) : []) {
    if (OURS.test(name)) rmSync(join(folder, name), { recursive: true });
  }
  return release;
}
