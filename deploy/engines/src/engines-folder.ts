import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface EnginesFolder {
  readonly folder: string;
  /** Removes what is not the caller's own. */
  remove(): Promise<void>;
}

/** A folder for an engine's data: the caller's, which stays, or one of its own, which goes. */
export async function enginesFolder(name: string, given: string | undefined): Promise<EnginesFolder> {
  if (given !== undefined) {
    await mkdir(given, { recursive: true });
    return { folder: given, remove: async () => undefined };
  }
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
