import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SnapshotFile } from './keep.ts';

/** A snapshot in a file of its own: written beside it, flushed, then put in its place, so that no crash leaves half a file. */
export function snapshotFile(path: string): SnapshotFile {
  return {
    load: () => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
    async save(text) {
      mkdirSync(dirname(path), { recursive: true });
      const beside = `${path}.new`;
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, path);
    },
  };
}
