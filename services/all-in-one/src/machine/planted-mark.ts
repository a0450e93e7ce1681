import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Remembers that the demo's records were planted, so that a later start does not undo what people changed since. */
export const plantedMark = (folder: string) => {
  const file = join(folder, 'demo-planted');
  return { stands: () => existsSync(file), set: () => writeFileSync(file, 'The demo stands. Remove everything with: npm start -- --fresh\n') };
};
