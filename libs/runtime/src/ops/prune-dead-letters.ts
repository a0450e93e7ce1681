import { deadLetters } from '@portal-sync/bus';
import { eachFound, type Store } from '@portal-sync/store';

/** Forgets dead letters that were settled and died before `before` (ms); those that nobody settled stay. */
export async function pruneDeadLetters(store: Store, before: number): Promise<number> {
  let gone = 0;
  for (const state of ['replayed', 'dropped'] as const) {
    for await (const { id } of eachFound(store, deadLetters, { index: 'byState', equals: [state], range: { lt: before } })) gone += Number(await store.remove(deadLetters, id));
  }
  return gone;
}
