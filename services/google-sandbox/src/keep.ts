import type { Google } from './core/google.ts';
import type { Timers } from './deliver.ts';

/** Where the state outlives the process. */
export interface SnapshotFile {
  /** The last snapshot saved. */
  load(): string | undefined;
  /** Keeps a snapshot, all or nothing; the changes appended before the call are part of it. */
  save(text: string): void | Promise<void>;
  /** Changes appended since the last snapshot, oldest first. A file without these two is saved once a second instead. */
  changes?(): readonly string[];
  /** Keeps one line, safe from the end of the process once it returns. */
  append?(line: string): void;
  close?(): void;
  /** What to call it when it cannot be read. */
  readonly name?: string;
}

/** Keeps the state after every request. */
export interface Keeper {
  changed(): void;
  close(): Promise<void>;
}

const PAUSE_MS = 1000;
/** Appended changes are folded into a new snapshot when they reach this many characters. */
const FOLD_AT = 8_000_000;

export function createKeeper(google: Google, file: SnapshotFile, timers: Timers, log: (line: string) => void): Keeper {
  let cancelTimer: (() => void) | undefined;
  let saving: Promise<void> | undefined;
  let appended = 0;
  let dirty = false;

  // The file is told at once, in the same breath as the snapshot is taken: what is appended from then on comes after it.
  const save = () => {
    cancelTimer = undefined;
    appended = 0;
    dirty = false;
    const done = async () => {
      try {
        await file.save(google.snapshot());
      } catch (error) {
        log(`The Google sandbox could not save its state: ${String(error)}`);
      }
      saving = undefined;
    };
    saving = done();
  };

  const append = (line: string) => {
    file.append?.(line);
    appended += line.length;
    if (appended > FOLD_AT && !saving) save();
  };

  const saveSoon = () => {
    cancelTimer ??= timers.after(PAUSE_MS, () => (saving ? void saving.then(save) : save()));
  };

  return {
    changed() {
      const line = google.takeChange();
      if (line === undefined) return;
      dirty = true;
      if (file.append) append(line);
      else saveSoon();
    },
    async close() {
      cancelTimer?.();
      await saving;
      if (dirty) save();
      await saving;
      file.close?.();
    },
  };
}

/** Brings back what was kept and gives true; false where nothing was. Throws one plain sentence when it cannot be read. */
export function restoreFrom(file: SnapshotFile, google: Google): boolean {
  try {
    const snapshot = file.load();
    const changes = file.changes?.() ?? [];
    if (snapshot === undefined && changes.length === 0) return false;
    google.restore(snapshot, changes);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The Google sandbox cannot read its state in ${file.name ?? 'the snapshot'}: ${why}. Remove it to begin anew.`, { cause: error });
  }
}
