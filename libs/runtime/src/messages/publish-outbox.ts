import type { Bus } from '@portal-sync/bus';
import { PARTITIONS, sleep, type Clock, type Log, type Timers } from '@portal-sync/kernel';
import type { PlacedMessage, Store } from '@portal-sync/store';
import { createRelayClaims, RENEW_MS, type Positions, type RelayClaim } from './relay-claims.ts';

/** What came of one look: all there was is with the bus, or another relay is at it and it is worth looking again soon. */
export type Carried = 'all' | 'elsewhere';

export interface CarrierDeps {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** What this process is called where it holds something. */
  readonly instance?: string | undefined;
}

/** Gets what waits in the outbox to the bus. Ends early, between two batches, when `stopped` says so. */
export type Carry = (stopped: () => boolean) => Promise<Carried>;

const BATCH = 500;

/**
 * For a bus that holds messages of its own. Of several relays on one store one at a time publishes, so that the messages of a key leave in their
 * order; which one, and how far, stands in the store. One that died is replaced when its claim runs out; one that only stood still
 * finds its claim lost and publishes nothing more. What was published after the positions were last written is published again: at least once.
 */
export function publishOutbox({ store, bus, clock, timers, log, instance }: CarrierDeps): Carry {
  const claims = createRelayClaims(store, clock, instance);
  let known: Positions | undefined;

  return async (stopped) => {
    await store.outbox.place();
    const heads = await store.outbox.heads();
    if (known !== undefined && !isBehind(known, heads)) return 'all';
    known = await claims.positions();
    if (!isBehind(known, heads)) return 'all';
    const claim = await claims.take();
    if (claim === undefined) return 'elsewhere';
    const reached = [...claim.positions];
    const stopBeating = keepRenewing(claim, reached, { timers, log });
    try {
      for (let batch = await readOn(store, reached); batch.length > 0; batch = stopped() ? [] : await readOn(store, reached)) {
        if (!claim.holds()) await claim.renew(reached);
        await bus.publish(batch);
        for (const { partition, position } of batch) reached[partition] = position;
      }
    } finally {
      known = undefined;
      await stopBeating();
      await claim.release(reached);
    }
    known = reached;
    return 'all';
  };
}

const isBehind = (positions: Positions, heads: Positions): boolean => heads.some((head, partition) => head > (positions[partition] ?? 0));

/** What waits next, at most `BATCH` messages, each partition in its order. A partition whose waiting rows were dropped is passed over to its head. */
async function readOn(store: Store, positions: number[]): Promise<readonly PlacedMessage[]> {
  await store.outbox.place();
  const heads = await store.outbox.heads();
  const batch: PlacedMessage[] = [];
  for (let partition = 0; partition < PARTITIONS && batch.length < BATCH; partition++) {
    const [sent, head] = [positions[partition] ?? 0, heads[partition] ?? 0];
    if (sent >= head) continue;
    const placed = await store.outbox.readFrom(partition, sent, BATCH - batch.length);
    if (placed.length === 0) positions[partition] = head;
    batch.push(...placed);
  }
  return batch;
}

/** Keeps the claim while a batch takes long; the answer ends it and waits for what is under way. A failure is only logged: publishing asks again before it goes on. */
function keepRenewing(claim: RelayClaim, reached: Positions, { timers, log }: Pick<CarrierDeps, 'timers' | 'log'>): () => Promise<void> {
  const ending = new AbortController();
  const beat = async (): Promise<void> => {
    for (;;) {
      await sleep(timers, RENEW_MS, ending.signal);
      if (ending.signal.aborted) return;
      await claim.renew([...reached]);
    }
  };
  const beating = beat().catch((error: unknown) => log.warn({ error }, 'the right to publish could not be renewed'));
  return () => {
    ending.abort();
    return beating;
  };
}
