import { AppError, isRetriable } from './app-error.ts';
import { backoffMs } from './jitter.ts';
import type { Random } from './random.ts';
import { sleep, type Timers } from './timers.ts';
import type { Trouble } from './trouble.ts';

export interface KeepTryingOptions {
  readonly timers: Timers;
  readonly random: Random;
  /** Told of every failure, and when it worked. */
  readonly trouble: Trouble;
  /** Ends it: then it rejects. */
  readonly signal: AbortSignal;
  /** Told as trouble where an attempt gives no answer at all for a while. */
  readonly noAnswer: string;
}

const BACKOFF = { baseMs: 400, capMs: 3_000 };
const NO_ANSWER_MS = 2_000;

/**
 * Tries until it works, with waits that grow to three seconds: what is back should not be waited for. Rejects with what waiting does not mend: everything but an `AppError` whose kind
 * says that trying again can help.
 */
export async function keepTrying<T>(attempt: () => Promise<T>, { timers, random, trouble, signal, noAnswer }: KeepTryingOptions): Promise<T> {
  for (let failures = 0; ; failures++) {
    const cancel = timers.after(NO_ANSWER_MS, () => trouble.met(trouble.now() ?? noAnswer));
    try {
      const result = await attempt();
      trouble.over();
      return result;
    } catch (error) {
      if (!(error instanceof AppError) || !isRetriable(error) || signal.aborted) throw error;
      trouble.met(error.message);
    } finally {
      cancel();
    }
    await sleep(timers, backoffMs(failures, 0.5 + random.unit() / 2, BACKOFF), signal);
    if (signal.aborted) throw new AppError('unavailable', { detail: 'It was called off.' });
  }
}
