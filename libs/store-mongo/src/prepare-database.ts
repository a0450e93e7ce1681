import type mongoose from 'mongoose';
import { AppError, engineTrouble, PARTITIONS } from '@portal-sync/kernel';
import type { CollectionShape } from '@portal-sync/store';
import { buildIndexes, COMMIT, createIfMissing, type StaleMark } from './build-indexes.ts';
import { collectionIndexes } from './collection-indexes.ts';
import type { StoredKind } from './documents.ts';
import { isTaken } from './mongo-error.ts';
import { modelOf, type StoredCollection } from './model-of.ts';
import { OUTBOX_INDEXES, type OutboxCollections, type StoredHead, type StoredMessage } from './stored-message.ts';

/** Shape of what is stored. Raise it when an older program could not read it any more. */
export const FORMAT = 1;

export interface PreparedDatabase {
  readonly kinds: ReadonlyMap<string, StoredKind>;
  readonly outbox: OutboxCollections;
  readonly pings: mongoose.mongo.Collection<{ _id: string; at: number }>;
}

/** Makes collections and indexes where they are missing. Any number of processes may do so at once. */
export async function prepareDatabase(connection: mongoose.Connection, collections: readonly CollectionShape[], now: number): Promise<PreparedDatabase> {
  // Names of our own begin with "_", which a declared name cannot.
  const raw = <T extends mongoose.mongo.Document>(name: string) => connection.getClient().db(connection.name).collection<T>(name);
  await takeFormat(raw('_format'), connection.name);
  const marks = raw<StaleMark>('_staleIndexes');
  const outbox = { messages: raw<StoredMessage>('_outbox'), heads: raw<StoredHead>('_outboxHeads') };
  const pings = raw<{ _id: string; at: number }>('_pings');
  const [marked] = await Promise.all([
    marks.find({}, { projection: { _id: 1 } }).toArray(),
    createIfMissing(connection, ['_pings', ...collections.map(({ name }) => name)]),
    prepareOutbox(outbox),
  ]);
  const stale = new Set(marked.map(({ _id }) => _id));
  const kinds = new Map<string, StoredKind>();
  const prepareKind = async (collection: CollectionShape): Promise<void> => {
    const indexes = collectionIndexes(collection);
    const model = modelOf(connection, collection);
    kinds.set(collection.name, { stored: model.collection as unknown as StoredCollection, indexes });
    await buildIndexes({ model, wanted: [...indexes.declared.values()], marks, marked: stale, now }).catch((error: unknown) => {
      throw isTaken(error) ? twice(connection.name, collection.name) : error;
    });
  };
  await Promise.all(collections.map(prepareKind));
  return { kinds, outbox, pings };
}

async function prepareOutbox({ messages, heads }: OutboxCollections): Promise<void> {
  await messages.createIndexes(OUTBOX_INDEXES.map((index) => ({ ...index })), COMMIT);
  // A head that stands from the start is changed by compare-and-swap alone.
  const all = Array.from({ length: PARTITIONS }, (_, partition) => partition);
  const operations = all.map((_id) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: { position: 0 } }, upsert: true } }));
  await heads.bulkWrite(operations, { ordered: false }).catch((error: unknown) => {
    if (!isTaken(error)) throw error;
  });
}

async function takeFormat(formats: mongoose.mongo.Collection<{ _id: string; format: number }>, database: string): Promise<void> {
  const written = await formats.findOneAndUpdate({ _id: 'format' }, { $max: { format: FORMAT } }, { upsert: true, returnDocument: 'after' });
  const found = written?.format ?? FORMAT;
  if (found <= FORMAT) return;
  throw new AppError('refused', {
    detail: `The database ${database} was written by a newer version (format ${found}, this version knows ${FORMAT}): start that version.`,
  });
}

const twice = (database: string, collection: string): AppError =>
  engineTrouble({ sentence: `Documents of ${collection} in the database ${database} share a value that must be unique: settle them first.`, reason: 'documents in MongoDB share a value that must be unique' });
