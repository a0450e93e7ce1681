import { sleep, systemTimers } from '@portal-sync/kernel';

/** One start of a process. */
export interface Start {
  readonly name: string;
  readonly at: number;
  /** From the start of the process to its first good answer on `/readyz`, ms; null: it ended before, or has not answered yet. */
  readyMs: number | null;
  /** What it gave as the reason meanwhile, and for how long, ms. */
  readonly waits: Map<string, number>;
  /** How it ended before it was ready: `SIGKILL`, or `code 1` by itself; null: it did not. */
  endedBy: string | null;
}

export interface ReadyWatch {
  /** A process was started that listens on this port. */
  began(name: string, port: number): void;
  /** It ended: `SIGKILL`, `code 1`. */
  ended(name: string, how: string): void;
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
    for (let since = start.at; !stopped && start.endedBy === null; ) {
      const wait = await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(ANSWER_MS) }).then(
        async (answer) => (answer.ok ? void (await answer.text()) : wordsOf((await answer.json()) as NotReady)),
        () => 'no answer',
      );
      // What answered may be its successor.
      if (start.endedBy !== null) return;
      if (wait === undefined) return void (start.readyMs = now() - start.at);
      await sleep(systemTimers, LOOK_MS);
      start.waits.set(wait, (start.waits.get(wait) ?? 0) + now() - since);
      since = now();
    }
  };
  return {
    starts,
    began(name, port) {
      const start: Start = { name, at: now(), readyMs: null, waits: new Map(), endedBy: null };
      starts.push(start);
      running.set(name, start);
      void look(start, port);
    },
    ended(name, how) {
      const start = running.get(name);
      if (start !== undefined && start.readyMs === null) start.endedBy = how;
    },
    stop: () => void (stopped = true),
  };
}

interface NotReady {
  readonly checks?: Readonly<Record<string, string>>;
  readonly reasons?: Readonly<Record<string, string>>;
}

const wordsOf = ({ checks = {}, reasons = {} }: NotReady): string =>
  Object.entries(checks).filter(([, word]) => word !== 'ok').map(([name]) => (reasons[name] === undefined ? name : `${name}: ${reasons[name]}`)).join(', ');
