import type { Google } from './core/google.ts';
import type { Timers } from './deliver.ts';

/** Where the state outlives the process. `save` writes all or nothing. */
export interface SnapshotFile {
  load(): string | undefined;
  save(text: string): void | Promise<void>;
}

/** Saves the state soon after it changed: at most once a second, and at the end. */
export interface Keeper {
  changed(): void;
  close(): Promise<void>;
}

const PAUSE_MS = 1000;

export function createKeeper(google: Google, file: SnapshotFile | undefined, timers: Timers, log: (line: string) => void): Keeper {
  let waiting: (() => void) | undefined;
  let writing: Promise<void> = Promise.resolve();

  const save = () => {
    waiting = undefined;
    const text = google.snapshot();
    writing = writing.then(() => file?.save(text)).catch((error: unknown) => log(`The snapshot could not be saved: ${String(error)}`));
  };

  return {
    changed() {
      if (file && !waiting) waiting = timers.after(PAUSE_MS, save);
    },
    async close() {
      if (waiting) {
        waiting();
        save();
      }
      await writing;
    },
  };
}
