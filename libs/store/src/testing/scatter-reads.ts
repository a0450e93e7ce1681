import { setImmediate as turn } from 'node:timers/promises';
import type { Random } from '@portal-sync/kernel';
import type { Store, Transaction } from '../store.ts';
import { overriding } from './overriding.ts';

const SCATTERED = new Set(['get', 'find', 'guard', 'count', 'update', 'insert', 'remove']);

/** A store whose transactions read as over a network: between two reads, and before the commit, others may commit. When they do is up to `random`. */
export function scatterReads(store: Store, random: Random): Store {
  const pause = async (): Promise<void> => {
    for (let turns = Math.floor(random.unit() * 3); turns > 0; turns--) await turn();
  };
  const scattered = (tx: Transaction): Transaction =>
    overriding(tx, (name, method) => (SCATTERED.has(name) ? async (...given) => pause().then(() => method(...given)) : undefined));
  return overriding(store, (name) =>
    name === 'transaction'
      ? (work) => store.transaction(async (tx) => {
        const result = await (work as (tx: Transaction) => Promise<unknown>)(scattered(tx));
        await pause();
        return result;
      })
      : undefined);
}
