import { sleep, systemTimers } from '@portal-sync/kernel';

/** One start of a process. */
export interface Start {
  readonly name: string;
  readonly at: number;
  /** From the start of the process to its first good answer on `/readyz`, ms; null: it ended before, or has not answered yet. */
  readyMs: number | null;
  /** Ended before it was ready. */
  ended: boolean;
}

export interface ReadyWatch {
  /** A process was started that listens on this port. */
  began(name: string, port: number): void;
  /** It ended. */
  ended(name: string): void;
  /** Every start so far. */
  readonly starts: readonly Start[];
  stop(): void;
}

const LOOK_MS = 50;
const ANSWER_MS = 3_000;

/** Measures of each start how long it takes until the process can be used, by asking it directly. */
export function watchReady(now: () => number): ReadyWatch {
  const starts: Start[] = [];
  const running = new Map<string, Start>();
  let stopped = false;

  const look = async (start: Start, port: number): Promise<void> => {
    while (!stopped && !start.ended) {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(ANSWER_MS) }).then(
        async (answer) => (await answer.text(), answer.ok),
        () => false,
      );
      // What answered may be its successor.
      if (ready && !start.ended) return void (start.readyMs = now() - start.at);
      await sleep(systemTimers, LOOK_MS);
    }
  };
  return {
    starts,
    began(name, port) {
      const start: Start = { name, at: now(), readyMs: null, ended: false };
      starts.push(start);
      running.set(name, start);
      void look(start, port);
    },
    ended(name) {
      const start = running.get(name);
      if (start !== undefined && start.readyMs === null) start.ended = true;
    },
    stop: () => void (stopped = true),
  };
}
