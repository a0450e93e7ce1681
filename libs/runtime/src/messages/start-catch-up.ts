import { catchUp, type CatchUpOptions, type Feed, type Subscription } from '@portal-sync/bus';
import { startEvery, type JobDeps } from '../workers/every.ts';
import type { Running } from '../workers/running.ts';

export interface CatchUpDeps extends JobDeps {
  readonly feed: Feed;
  /** Whose outboxes to read. */
  readonly owners: readonly string[];
  readonly subscription: Subscription;
  readonly everyMs?: number;
}

/** Catches up with every owner, at once and then hourly: a message lost on its way costs delay, never data. One owner that is away holds up no other. */
export function startCatchUp({ feed, owners, subscription, everyMs = 3_600_000, ...deps }: CatchUpDeps): Running {
  return startEvery({
    ...deps,
    name: 'catch-up',
    everyMs,
    atStart: true,
    async run({ signal }) {
      for (const owner of owners) {
        if (signal.aborted) return;
        await catchUpWith({ feed, owner, subscription, clock: deps.clock, log: deps.log, signal });
      }
    },
  });
}

async function catchUpWith(options: CatchUpOptions): Promise<void> {
  const { owner, log } = options;
  try {
    const { handled, failed } = await catchUp(options);
    log.debug({ owner, handled }, 'caught up');
    for (const { partition, position, error } of failed) log.warn({ owner, partition, position, error }, 'catching up stopped at a message that failed');
  } catch (error) {
    log.warn({ owner, error }, 'catching up failed, trying again later');
  }
}
