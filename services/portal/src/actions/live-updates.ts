import { AppError, createTrouble, sleep, type Clock, type Log, type MakeId, type Timers } from '@portal-sync/kernel';
import type { Job, Running } from '@portal-sync/runtime';
import type { Store } from '@portal-sync/store';
import type { Change, Ending } from '../domain/live-scope.ts';
import { liveNotes, NOTE_EACH_MS, NOTES_KEPT } from '../repos/live-notes.ts';
import { createLiveHub, type LiveHub } from './live-hub.ts';

/** Live updates of all portal processes on this store. Pages here are told at once, those at another process within a second or two. */
export interface LiveUpdates extends Running, Pick<LiveHub, 'read'> {
  /** Resolves when the other processes will learn of it too. */
  publish(change: Change): Promise<void>;
  /** The same for an end. */
  end(ending: Ending): Promise<void>;
  /** Looks what the other processes wrote, while anybody reads here. */
  readonly look: Job;
}

const LOOK_EACH_MS = 1_000;
/** A look that ended so long after the one before it began may have missed notes that were written over, ms. */
const LATE_MS = 8_000;
/** A note whose writing took longer is written once more, with a new time, ms. */
const SLOW_MS = 2_000;
/** A note may be seen so long after its time, ms: its writing took a while, and clocks of processes differ by up to four seconds. */
const OVERLAP_MS = SLOW_MS + 5_000;
/** A store that blinks is no line. */
const QUIET_MS = 5_000;
const PAGE = 500;

export interface LiveDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly makeId: MakeId;
  readonly log: Log;
}

/**
 * A message reaches one portal process, which writes down what its own pages were told; the others look for it. What comes while a note is
 * being written waits for the next one, so a burst is a few notes.
 */
export function createLiveUpdates({ store, clock, timers, makeId, log }: LiveDeps): LiveUpdates {
  const hub = createLiveHub({ timers });
  const by = makeId();
  const stopping = new AbortController();
  const trouble = createTrouble({ clock, log, quietMs: QUIET_MS, well: 'pages hear of the other processes again' });
  let gathered: { changes: Change[]; endings: Ending[] } = { changes: [], endings: [] };
  let next: Promise<void> | undefined;
  let rested: Promise<void> = Promise.resolve();
  let written = 0;
  let lookedAt = clock.now();
  let seen: ReadonlyMap<string, number> = new Map();

  const write = async (): Promise<void> => {
    const note = { ...gathered, id: `${by}/${written++ % NOTES_KEPT}`, by };
    gathered = { changes: [], endings: [] };
    next = undefined;
    for (let at: number | undefined; at === undefined || clock.now() - at > SLOW_MS; ) {
      at = clock.now();
      await store.put(liveNotes, { ...note, at });
    }
  };
  const share = (): Promise<void> => {
    next ??= rested.then(() => {
      const writing = write();
      rested = writing.catch(() => undefined).then(() => sleep(timers, NOTE_EACH_MS, stopping.signal));
      return writing;
    });
    return next;
  };
  const look = async (): Promise<void> => {
    const now = clock.now();
    if (hub.isRead()) {
      const found = new Map<string, number>();
      let cursor: string | undefined;
      do {
        const page = await store.find(liveNotes, { index: 'byAt', equals: [], range: { gte: lookedAt - OVERLAP_MS }, limit: PAGE, cursor });
        for (const { id, at, by: teller, changes, endings } of page.items) {
          found.set(id, at);
          if (teller === by || seen.get(id) === at) continue;
          for (const ending of endings) hub.end(ending);
          for (const change of changes) hub.publish(change);
        }
        cursor = page.next;
      } while (cursor !== undefined);
      seen = found;
      if (clock.now() - lookedAt > LATE_MS) hub.publishAll();
    }
    lookedAt = now;
  };

  return {
    read: hub.read,
    publish(change) {
      hub.publish(change);
      gathered.changes.push(change);
      return share();
    },
    end(ending) {
      hub.end(ending);
      gathered.endings.push(ending);
      return share();
    },
    look: {
      name: 'live-notes',
      everyMs: LOOK_EACH_MS,
      run: () => look().then(trouble.over, (error: unknown) => trouble.met(`Pages here do not hear of changes at other processes: ${error instanceof AppError ? error.message : 'an error of ours'}`, { error })),
    },
    async stop() {
      stopping.abort();
      await hub.stop();
    },
  };
}
