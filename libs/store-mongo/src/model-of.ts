import mongoose from 'mongoose';
import type { CollectionShape } from '@portal-sync/store';
import type { StoredDocument } from './stored-document.ts';

export type StoredModel = mongoose.Model<StoredDocument>;
export type StoredCollection = mongoose.mongo.Collection<StoredDocument>;

const { Schema } = mongoose;

/** The mongoose model of a declared collection. Its documents are checked by the collection's own schema, so this one only frames them; its indexes are made by `buildIndexes`. */
export function modelOf(connection: mongoose.Connection, collection: CollectionShape): StoredModel {
  const schema = new Schema(
    { _id: String, born: Schema.Types.ObjectId, version: Number, guards: Number, taker: Schema.Types.ObjectId, doc: Schema.Types.Mixed },
    { collection: collection.name, versionKey: false, minimize: false, autoIndex: false, autoCreate: false },
  );
  return connection.model<StoredDocument>(collection.name, schema as unknown as mongoose.Schema<StoredDocument>);
}
