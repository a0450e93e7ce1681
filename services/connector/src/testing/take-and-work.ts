import { finishDue, type Collection, type DueFields } from '@portal-sync/store';
import type { Room } from './open-room.ts';

/** Plays the workers of a queue until nothing in it comes due within a minute. */
export async function takeAndWork<T extends object & DueFields>(
  { store, time }: Pick<Room, 'store' | 'time'>,
  collection: Collection<T>,
  work: (doc: T) => Promise<{ readonly nextAt: number | null }>,
): Promise<void> {
  time.jump(60_000);
  for (let rounds = 0; rounds < 1_000; rounds++) {
    const taken = await store.takeDue(collection, { now: time.clock.now(), limit: 1, leaseMs: 60_000 });
    const doc = taken[0];
    if (doc === undefined) return;
    const { nextAt } = await work(doc);
    await store.update(collection, collection.key(doc), (now) => finishDue(now, doc.claim, nextAt));
  }
  throw new Error('never comes to rest');
}
