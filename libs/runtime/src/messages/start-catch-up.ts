import { catchUp, type CatchUpOptions, type Feed, type Subscription } from '@portal-sync/bus';
import { AppError, backoffMs, createTrouble, sleep, type Trouble } from '@portal-sync/kernel';
import { startEvery, type JobDeps } from '../workers/every.ts';
import type { Running } from '../workers/running.ts';

export interface CatchUpDeps extends JobDeps {
  readonly feed: Feed;
  /** Whose outboxes to read. */
  readonly owners: readonly string[];
  readonly subscription: Subscription;
  readonly everyMs?: number;
}

/** Who could not be read to the end is asked again soon, then more and more rarely: services start together, and each at a time when others are away. */
const AGAIN = { baseMs: 2_000, capMs: 300_000 };

/** Services start together: that a neighbour is not there yet is worth no line. */
const QUIET_MS = 30_000;

/** Catches up with every owner, at once and then hourly: a message lost on its way costs delay, never data. One owner that is away holds up no other: those are read again after the hour all the same. */
export function startCatchUp({ feed, owners, subscription, everyMs = 3_600_000, ...deps }: CatchUpDeps): Running {
  const troubles = new Map(owners.map((owner) => [owner, createTrouble({ clock: deps.clock, log: deps.log.child({ owner }), quietMs: QUIET_MS, well: 'caught up again' })]));
  return startEvery({
    ...deps,
    name: 'catch-up',
    everyMs,
    atStart: true,
    async run({ signal }) {
      const until = deps.clock.now() + everyMs;
      let behind = owners;
      for (let failures = 0; behind.length > 0 && !signal.aborted && deps.clock.now() < until; failures++) {
        if (failures > 0) await sleep(deps.timers, backoffMs(failures - 1, deps.random.unit(), AGAIN), signal);
        const left: string[] = [];
        for (const owner of behind) {
          if (signal.aborted) return;
          if (!(await catchUpWith({ feed, owner, subscription, clock: deps.clock, log: deps.log, signal }, troubles.get(owner)))) left.push(owner);
        }
        behind = left;
      }
    },
  });
}

/** False when there is more to read than could be. */
async function catchUpWith(options: CatchUpOptions, trouble: Trouble | undefined): Promise<boolean> {
  const { owner, log } = options;
  try {
    const { handled, failed } = await catchUp(options);
    log.debug({ owner, handled }, 'caught up');
    trouble?.over();
    for (const { partition, position, error } of failed) log.warn({ owner, partition, position, error }, 'catching up stopped at a message that failed');
    return failed.length === 0;
  } catch (error) {
    log.debug({ owner, error }, 'catching up failed, trying again later');
    trouble?.met(`What ${owner} sent cannot be read to catch up: ${error instanceof AppError ? error.message : 'an error of ours'}`);
    return false;
  }
}
