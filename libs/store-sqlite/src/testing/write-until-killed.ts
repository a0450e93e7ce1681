import { message, note, notes } from '@portal-sync/store/samples';
import { openSqliteStore } from '../index.ts';

/** For the test that kills a process: each transaction writes a document, a counter and a message; each number is said once it is committed. */
export async function writeUntilKilled(folder: string, say: (id: string) => void): Promise<never> {
  const store = await openSqliteStore({ folder, clock: { now: () => 1 } })('bench', [notes]);
  const round = async (): Promise<void> => {
    const id = await store.transaction(async (tx) => {
      const total = Number((await tx.get(notes, 'total'))?.rank ?? 0);
      const next = `n${total + 1}`;
      await tx.insert(notes, note(next));
      await tx.put(notes, note('total', { agencyId: 'total', rank: total + 1 }));
      tx.send(message('total', next));
      return next;
    });
    say(id);
  };
  for (;;) await Promise.all([round(), round(), round()]);
}
