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

/**
 * Makes what is missing and drops indexes that have not been declared for a day. Safe with any number of replicas starting at once, of two
 * versions too: making the same index twice is no fault, and a name says what the index is. A unique index that is no longer
 * declared goes at once: it would go on refusing writes that the new declaration allows.
 */
export async function buildIndexes(model: StoredModel, wanted: readonly MongoIndex[], marks: mongoose.mongo.Collection<StaleMark>, now: number): Promise<void> {
  await createIfMissing(model.db, model.collection.name);
  await model.createIndexes();
  const names = new Set(['_id_', ...wanted.map((index) => index.name)]);
  const markOf = (name: string) => `${model.collection.name}.${name}`;
  await marks.deleteMany({ _id: { $in: [...names].map(markOf) } });
  for (const index of await model.collection.indexes()) {
    const name = index.name ?? '';
    if (names.has(name)) continue;
    const mark = await marks.findOneAndUpdate({ _id: markOf(name) }, { $setOnInsert: { since: now } }, { upsert: true, returnDocument: 'after' });
    if (index.unique !== true && now - (mark?.since ?? now) < GRACE_MS) continue;
    await model.collection.dropIndex(name).catch(ignore(INDEX_NOT_FOUND));
    await marks.deleteOne({ _id: markOf(name) });
  }
}

/** Ahead of need: a transaction cannot make a collection while another one does. */
export async function createIfMissing(connection: mongoose.Connection, name: string): Promise<void> {
  await connection.createCollection(name).catch(ignore(NAMESPACE_EXISTS));
}

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;

/** Another replica was quicker. */
const ignore = (code: number) => (error: unknown) => {
  if ((error as { code?: unknown }).code !== code) throw error;
};
