import type mongoose from 'mongoose';
import type { ObjectId } from './stored-document.ts';

/** A message in the outbox: waiting for its position, or placed. */
export interface StoredMessage {
  readonly _id: ObjectId;
  readonly partition: number;
  /** Given by the server at the insert, in its cluster time: grows from insert to insert, on whatever member is the primary. */
  readonly stamp: mongoose.mongo.Timestamp;
  readonly waiting?: true;
  readonly position?: number;
  /** When it was placed, ms since the epoch. */
  readonly placedAt?: number;
  readonly message: object;
}

/** The last position given in a partition. */
export interface StoredHead {
  readonly _id: number;
  readonly position: number;
}

/** The collections of an outbox. Their names begin as no declared collection's can. */
export interface OutboxCollections {
  readonly messages: mongoose.mongo.Collection<StoredMessage>;
  readonly heads: mongoose.mongo.Collection<StoredHead>;
}

export const OUTBOX_INDEXES = [
  { name: 'waiting', key: { stamp: 1 }, partialFilterExpression: { waiting: true } },
  // Unique: no position can be given twice, whatever goes wrong.
  { name: 'placed', key: { partition: 1, position: 1 }, unique: true, partialFilterExpression: { position: { $gt: 0 } } },
  { name: 'age', key: { placedAt: 1 }, sparse: true },
] as const;
