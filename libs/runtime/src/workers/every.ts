import { jitterMs, type Cancel, type Clock, type Log, type Random, type Timers } from '@portal-sync/kernel';
import type { Running } from './running.ts';

export interface Job {
  readonly name: string;
  /** From the end of one run to the begin of the next, ms. */
  readonly everyMs: number;
  /** Share of `everyMs` by which each wait differs, 0 to 1, so that replicas do not meet; default 0.1. */
  readonly jitter?: number | undefined;
  /** Run first at once instead of after one wait. */
  readonly atStart?: boolean | undefined;
  /** Safe to run twice. An error is logged, and the next run comes at its time. */
  run(context: { readonly signal: AbortSignal }): Promise<unknown>;
}

export interface JobDeps {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
}

/** Runs a job again and again, never two at once. `stop` aborts the signal and waits for the run that is on. */
export function startEvery(spec: Job & JobDeps): Running {
  const log = spec.log.child({ job: spec.name });
  const stopping = new AbortController();
  let cancel: Cancel = () => undefined;
  let current: Promise<void> = Promise.resolve();

  const schedule = (ms: number): void => {
    if (stopping.signal.aborted) return;
    cancel = spec.timers.after(ms, () => {
      current = runOnce();
    });
  };
  const runOnce = async (): Promise<void> => {
    const startedAt = spec.clock.now();
    try {
      await spec.run({ signal: stopping.signal });
      log.debug({ ms: spec.clock.now() - startedAt }, 'job ran');
    } catch (error) {
      log.error({ error, ms: spec.clock.now() - startedAt }, 'job failed');
    }
    schedule(wait());
  };
  const wait = (): number => jitterMs(spec.everyMs, spec.random.unit(), spec.jitter ?? 0.1);

  if (spec.atStart === true) current = Promise.resolve().then(runOnce);
  else schedule(wait());
  return {
    async stop() {
      stopping.abort();
      cancel();
      await current;
    },
  };
}
