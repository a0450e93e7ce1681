import { sleep, type Timers } from '@portal-sync/kernel';

export interface KeepRenewingOptions {
  readonly timers: Timers;
  readonly everyMs: number;
  /** Gives up after so many times. Default: never. */
  readonly most?: number;
  readonly renew: () => Promise<unknown>;
  /** Takes what a renewal failed of; the next one comes all the same. */
  readonly failed: (error: unknown) => void;
}

/** Renews something that is held for a time, until the answer is called. What that gives resolves when no renewal is under way any more. */
export function keepRenewing({ timers, everyMs, most = Infinity, renew, failed }: KeepRenewingOptions): () => Promise<void> {
  const ending = new AbortController();
  const renewAll = async (): Promise<void> => {
    for (let left = most; left > 0; left--) {
      await sleep(timers, everyMs, ending.signal);
      if (ending.signal.aborted) return;
      await renew().catch(failed);
    }
  };
  const renewing = renewAll();
  return () => {
    ending.abort();
    return renewing;
  };
}
