import { AppError, systemClock, type Clock } from '@portal-sync/kernel';
import { StartError } from './start-error.ts';

/** The part of `process` that starting and stopping needs. */
export interface ProcessLike {
  on(event: 'SIGINT' | 'SIGTERM' | 'disconnect', listener: () => void): unknown;
  /** Whether the channel to a parent that made one is open. */
  readonly connected?: boolean;
  exit(code: number): void;
  exitCode?: number | string | null | undefined;
  readonly stderr: { write(text: string): unknown };
}

/**
 * Runs a service's `main`. A `StartError` or an `AppError` (an unwritable folder, a corrupt file) is shown as its message alone; anything else with its stack. Either ends the process with code 1.
 * For `main.ts` only.
 */
export async function runMain(main: () => Promise<void>, process: ProcessLike): Promise<void> {
  try {
    await main();
  } catch (error) {
    const text = shownAlone(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${text}\n`);
    process.exit(1);
  }
}

/** npm hands Ctrl-C to a process that has it from the terminal too: what comes so soon is the same one. */
const SAME_SIGNAL_MS = 1_000;

const shownAlone = (error: unknown): error is Error => error instanceof StartError || error instanceof AppError;

/** On SIGTERM or SIGINT, or when the supervisor that started this process is gone (its channel ends), closes once and exits with 0; a second signal, a second later or more, exits at once with 1. For `main.ts` only. */
export function onSignals(closer: { close(): Promise<void> }, process: ProcessLike, clock: Clock = systemClock): void {
  let askedAt: number | undefined;
  const stop = (): void => {
    if (askedAt !== undefined) {
      if (clock.now() - askedAt >= SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    askedAt = clock.now();
    void closer.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  if (process.connected === false) stop();
}
