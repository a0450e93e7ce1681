import { systemTimers, type Log, type Timers } from '@portal-sync/kernel';

export interface Closer {
  /** Adds something to close. `limitMs` (default 10 s): after it the next is closed and the slow one is named in the log. */
  add(name: string, close: () => void | Promise<void>, limitMs?: number): void;
  /** Closes everything, last added first. A failure is logged and does not keep the rest open. Calling it again waits for the same end. */
  close(): Promise<void>;
}

interface Entry {
  readonly name: string;
  readonly close: () => void | Promise<void>;
  readonly limitMs: number;
}

/** What a process has opened, to be closed in reverse order. */
export function createCloser(deps: { log: Log; timers?: Timers }): Closer {
  const timers = deps.timers ?? systemTimers;
  const entries: Entry[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (let entry = entries.pop(); entry !== undefined; entry = entries.pop()) await closeOne(entry, timers, deps.log);
  };
  return {
    add: (name, close, limitMs = 10_000) => void entries.push({ name, close, limitMs }),
    close: () => (closing ??= closeAll()),
  };
}

async function closeOne(entry: Entry, timers: Timers, log: Log): Promise<void> {
  let cancel = (): void => undefined;
  const limit = new Promise<'late'>((resolve) => {
    cancel = timers.after(entry.limitMs, () => resolve('late'));
  });
  try {
    const end = await Promise.race([Promise.resolve(entry.close()).then(() => 'done' as const), limit]);
    if (end === 'late') log.warn({ name: entry.name, limitMs: entry.limitMs }, 'closing took too long, going on');
  } catch (error) {
    log.error({ name: entry.name, error }, 'closing failed');
  } finally {
    cancel();
  }
}
