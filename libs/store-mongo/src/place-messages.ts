import { CommitConflict } from '@portal-sync/store/engine';
import type { RunInTransaction } from './run-in-transaction.ts';
import type { OutboxCollections } from './stored-message.ts';
import type { ObjectId } from './stored-document.ts';

/** Messages placed in one transaction. */
const BATCH = 1_000;

interface Placement {
  readonly _id: ObjectId;
  readonly partition: number;
  readonly position: number;
}

/**
 * Gives waiting messages their positions; how many. Insert order is not commit order, so a message gets its position only here, once it can be
 * seen; what is seen is one snapshot, read in the order of the stamps. A transaction that built on another's commit has later stamps
 * and cannot be seen without it: so the messages of a key stand in the order of the commits. Two who place at once: the heads are
 * moved by compare-and-swap, one of them fails with `CommitConflict`.
 */
export async function placeMessages({ messages, heads }: OutboxCollections, runInTransaction: RunInTransaction, now: number): Promise<number> {
  let placed = 0;
  await runInTransaction(async (session) => {
    const waiting = await messages
      .find({ waiting: true }, { session, hint: 'waiting', sort: { stamp: 1 }, limit: BATCH, batchSize: BATCH, projection: { partition: 1 } })
      .toArray();
    placed = waiting.length;
    if (placed === 0) return;
    const partitions = [...new Set(waiting.map((each) => each.partition))];
    const before = new Map((await heads.find({ _id: { $in: partitions } }, { session }).toArray()).map((head) => [head._id, head.position]));
    const placements = number(waiting, before);
    const last = new Map(placements.map((each) => [each.partition, each.position]));
    const moved = await heads.bulkWrite(
      partitions.map((_id) => ({ updateOne: { filter: { _id, position: before.get(_id) ?? 0 }, update: { $set: { position: last.get(_id) ?? 0 } } } })),
      { session },
    );
    const given = await messages.bulkWrite(
      placements.map(({ _id, position }) => ({ updateOne: { filter: { _id, waiting: true }, update: { $set: { position, placedAt: now }, $unset: { waiting: true } } } })),
      { session },
    );
    if (moved.matchedCount < partitions.length || given.matchedCount < placed) throw new CommitConflict();
  });
  return placed;
}

/** Counts on from the last position of each partition. */
function number(waiting: readonly { readonly _id: ObjectId; readonly partition: number }[], before: ReadonlyMap<number, number>): readonly Placement[] {
  const positions = new Map(before);
  return waiting.map(({ _id, partition }) => {
    const position = (positions.get(partition) ?? 0) + 1;
    positions.set(partition, position);
    return { _id, partition, position };
  });
}
