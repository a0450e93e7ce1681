import type mongoose from 'mongoose';
import type { MongoIndex } from './collection-indexes.ts';
import type { StoredModel } from './model-of.ts';

/** When an index was first found that no declaration names any more. */
export interface StaleMark {
  readonly _id: string;
  readonly since: number;
}

/** Replicas of an older version may still read along an index that a newer one no longer declares: it goes at a start this long after. */
const GRACE_MS = 24 * 3_600_000;

export interface BuildPlan {
  readonly model: StoredModel;
  readonly wanted: readonly MongoIndex[];
  readonly marks: mongoose.mongo.Collection<StaleMark>;
  /** Ids of the marks that stand. */
  readonly marked: ReadonlySet<string>;
  readonly now: number;
}

/**
 * Makes what is missing in a collection and drops indexes that have not been declared for a day. Safe with any number of replicas starting at once, of two
 * versions too: making the same index twice is no fault, and a name says what the index is. A unique index that is no longer
 * declared goes at once: it would go on refusing writes that the new declaration allows.
 */
export async function buildIndexes({ model, wanted, marks, marked, now }: BuildPlan): Promise<void> {
  const { collection } = model;
  // One command for all; it also waits for those that another replica is still building.
  if (wanted.length > 0) await collection.createIndexes(wanted.map(specOf), COMMIT);
  const names = new Set(['_id_', ...wanted.map((index) => index.name)]);
  const markOf = (name: string) => `${collection.name}.${name}`;
  const declaredAgain = [...names].map(markOf).filter((id) => marked.has(id));
  if (declaredAgain.length > 0) await marks.deleteMany({ _id: { $in: declaredAgain } });
  for (const index of await collection.indexes()) {
    const name = index.name ?? '';
    if (names.has(name)) continue;
    const mark = await marks.findOneAndUpdate({ _id: markOf(name) }, { $setOnInsert: { since: now } }, { upsert: true, returnDocument: 'after' });
    if (index.unique !== true && now - (mark?.since ?? now) < GRACE_MS) continue;
    await collection.dropIndex(name).catch(ignore(INDEX_NOT_FOUND));
    await marks.deleteOne({ _id: markOf(name) });
  }
}

/** A build waits for the majority, as everything else does: by default it would wait for every member, also for one that is away. */
export const COMMIT = { commitQuorum: 'majority' } as const;

const specOf = ({ paths, name, unique, only }: MongoIndex): mongoose.mongo.IndexDescription => ({
  key: Object.fromEntries(paths.map((path) => [path, 1 as const])),
  name,
  ...(unique ? { unique } : {}),
  ...(only === undefined ? {} : { partialFilterExpression: only }),
});

/** Ahead of need: a transaction cannot make a collection while another one does. */
export async function createIfMissing(connection: mongoose.Connection, names: readonly string[]): Promise<void> {
  const there = new Set((await connection.listCollections()).map(({ name }) => name));
  const missing = names.filter((name) => !there.has(name));
  await Promise.all(missing.map((name) => connection.createCollection(name).catch(ignore(NAMESPACE_EXISTS))));
}

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;

/** Another replica was quicker. */
const ignore = (code: number) => (error: unknown) => {
  if ((error as { code?: unknown }).code !== code) throw error;
};
