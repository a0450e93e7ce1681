import { deadLetters } from '@portal-sync/bus';
import type { Store } from '@portal-sync/store';

const PAGE = 200;

/** Forgets dead letters that were settled and died before `before` (ms); those that nobody settled stay. */
export async function pruneDeadLetters(store: Store, before: number): Promise<number> {
  let gone = 0;
  for (const state of ['replayed', 'dropped'] as const) {
    for (;;) {
      const { items } = await store.find(deadLetters, { index: 'byState', equals: [state], range: { lt: before }, limit: PAGE });
      for (const { id } of items) if (await store.remove(deadLetters, id)) gone++;
      if (items.length < PAGE) break;
    }
  }
  return gone;
}
