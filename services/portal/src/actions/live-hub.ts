import type { Cancel, Timers } from '@portal-sync/kernel';
import type { Running } from '@portal-sync/runtime';
import { concerns, ends, LIVE_COLLECTIONS, type Change, type Ending, type LiveCollection, type LiveReader } from '../domain/live-scope.ts';

/** Hands changes to the pages whose live updates this process serves. Says only which collections changed; pages read again. */
export interface LiveHub extends Running {
  publish(change: Change): void;
  end(ending: Ending): void;
  /** Nobody knows what changed: every page reads all it shows. */
  publishAll(): void;
  /** Whether anybody reads here. */
  isRead(): boolean;
  /** Server-sent events (WHATWG HTML section 9.2) until `signal` is aborted, the reader's updates are ended or `stillGood` says no. */
  read(reader: LiveReader, options: { signal: AbortSignal; stillGood: () => Promise<boolean> }): AsyncGenerator<string>;
}

/** Changes that come close together are told at once, ms. */
const GATHER_MS = 80;
/** A sign of life, so that no one between takes the silence for an end, ms. */
const BEAT_MS = 20_000;

interface Open {
  readonly reader: LiveReader;
  readonly waiting: Set<string>;
  ended: boolean;
  wake: () => void;
}

export function createLiveHub({ timers }: { timers: Timers }): LiveHub {
  const opens = new Set<Open>();

  const end = (open: Open): void => {
    open.ended = true;
    open.wake();
  };
  const tell = (open: Open, collections: readonly LiveCollection[]): void => {
    for (const collection of collections) open.waiting.add(collection);
    open.wake();
  };

  async function* read(reader: LiveReader, { signal, stillGood }: { signal: AbortSignal; stillGood: () => Promise<boolean> }): AsyncGenerator<string> {
    const open: Open = { reader, waiting: new Set(), ended: false, wake: () => undefined };
    const stop = (): void => end(open);
    opens.add(open);
    signal.addEventListener('abort', stop);
    try {
      yield 'retry: 3000\n\n';
      while (!open.ended && !signal.aborted) {
        const beat = open.waiting.size === 0 ? await nextChange(open, timers) : false;
        if (open.ended) return;
        if (beat) {
          if (!(await stillGood())) return;
          yield ': beat\n\n';
          continue;
        }
        await pause(open, timers, GATHER_MS);
        const collections = [...open.waiting].sort();
        open.waiting.clear();
        if (!open.ended && collections.length > 0) yield `event: changed\ndata: ${JSON.stringify({ collections })}\n\n`;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      opens.delete(open);
    }
  }

  return {
    read,
    publish(change) {
      for (const open of opens) if (concerns(change, open.reader.caller)) tell(open, change.collections);
    },
    end(ending) {
      for (const open of opens) if (ends(ending, open.reader)) end(open);
    },
    publishAll() {
      for (const open of opens) tell(open, LIVE_COLLECTIONS);
    },
    isRead: () => opens.size > 0,
    async stop() {
      for (const open of opens) end(open);
    },
  };
}

/** Waits for a change or an end (false) or for the time of a sign of life (true). */
const nextChange = (open: Open, timers: Timers): Promise<boolean> =>
  new Promise((resolve) => {
    const cancel: Cancel = timers.after(BEAT_MS, () => finish(true));
    const finish = (beat: boolean): void => {
      cancel();
      open.wake = () => undefined;
      resolve(beat);
    };
    open.wake = () => finish(false);
    if (open.ended || open.waiting.size > 0) finish(false);
  });

/** Waits a moment; an end cuts it short. */
const pause = (open: Open, timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const cancel = timers.after(ms, () => finish());
    const finish = (): void => {
      cancel();
      open.wake = () => undefined;
      resolve();
    };
    open.wake = () => {
      if (open.ended) finish();
    };
    if (open.ended) finish();
  });
