// Loaded before every process of a measured product (`--import tell-heap.ts?<file URL of a folder>`, with `--expose-gc`):
// on SIGUSR2 it collects what can be collected and leaves the size of what remains in `<folder>/<pid>`.
import { renameSync, writeFileSync } from 'node:fs';

const folder = new URL(import.meta.url).search.slice(1);

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const file = new URL(`${folder}/${process.pid}`);
  // Renamed, so that nobody reads half a number.
  writeFileSync(new URL(`${file.href}.new`), String(heapUsed + external));
  renameSync(new URL(`${file.href}.new`), file);
});
