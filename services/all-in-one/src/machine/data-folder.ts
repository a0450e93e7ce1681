import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@portal-sync/kernel';

/** What is ours in the data folder; `--fresh` removes this and nothing else. */
const OURS = /^(broker|connector|matcher|trigger|portal)\.sqlite(-wal|-shm)?$|^google-sandbox\.json(\.new|\.log-\d+)?$|^machine-secrets\.json(\.tmp)?$|^demo-planted$|^agencies\.json$|^engines$/;

/** Makes the folder ready: it exists, can be written, and is empty of our files when `fresh`. Fails with one sentence that names the folder. */
export function prepareDataFolder({ folder, fresh }: { folder: string; fresh: boolean }): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError('unavailable', { detail: `The data folder ${folder} cannot be written. Give access to it or name another with DATA_FOLDER.`, cause });
  }
  if (!fresh || !existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (OURS.test(name)) rmSync(join(folder, name), { recursive: true });
  }
}
