import { PARTITIONS } from '@portal-sync/kernel';
import type { PlacedMessage } from '../outbox.ts';
import type { Store } from '../store.ts';

/** Everything in an outbox, partition by partition, read in small pages as a real reader would. */
export async function readOutbox(store: Store, limit = 500): Promise<readonly PlacedMessage[]> {
  while ((await store.outbox.place()) > 0);
  const all: PlacedMessage[] = [];
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for (let after = 0; ; ) {
      const page = await store.outbox.readFrom(partition, after, limit);
      all.push(...page);
      if (page.length < limit) break;
      after = page.at(-1)?.position ?? after;
    }
  }
  return all;
}
