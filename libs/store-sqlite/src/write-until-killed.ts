import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { openSqliteStore } from './index.ts';

/** One document per number, and how many there are. */
export const numbers = defineCollection({
  name: 'numbers',
  schema: z.object({ id: z.string(), count: z.number() }),
  key: (each) => each.id,
  indexes: { byCount: { fields: ['count'] } },
});

/** For the test that kills a process: writes a document, a counter and a message per transaction, and says each number once it is committed. */
export async function writeUntilKilled(folder: string, say: (id: string) => void): Promise<never> {
  const store = await openSqliteStore({ folder, clock: { now: () => 1 } })('bench', [numbers]);
  const round = async (): Promise<void> => {
    const id = await store.transaction(async (tx) => {
      const total = (await tx.get(numbers, 'total'))?.count ?? 0;
      const next = `n${total + 1}`;
      await tx.insert(numbers, { id: next, count: 0 });
      await tx.put(numbers, { id: 'total', count: total + 1 });
      tx.send({
        specversion: '1.0',
        id: next,
        source: '/bench',
        type: 'number.made',
        time: '2026-01-05T09:00:00Z',
        datacontenttype: 'application/json',
        dataversion: 1,
        partitionkey: 'total',
        agency: 'a',
        data: {},
      });
      return next;
    });
    say(id);
  };
  for (;;) await Promise.all([round(), round(), round()]);
}
