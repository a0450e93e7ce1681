import type { Bus } from '@portal-sync/bus';
import type { PlacedMessage, Store } from '@portal-sync/store';
import type { Carry } from './publish-outbox.ts';

/**
 * For a bus that reads outboxes itself, each reader from its own cursor: it is told of the newest message of every partition that moved, and
 * nothing is written down: after a start it is told of all of them once.
 */
export function tellOfOutbox({ store, bus }: { store: Store; bus: Bus }): Carry {
  let told: readonly number[] = [];
  return async () => {
    await store.outbox.place();
    const heads = await store.outbox.heads();
    const newest: PlacedMessage[] = [];
    for (const [partition, head] of heads.entries()) {
      if (head > (told[partition] ?? 0)) newest.push(...(await store.outbox.readFrom(partition, head - 1, 1)));
    }
    if (newest.length > 0) await bus.publish(newest);
    told = heads;
    return 'all';
  };
}
