import mongoose from 'mongoose';
import type { SeenDocument } from '@portal-sync/store/engine';
import { fromBson, toBson } from './bson-document.ts';

export type ObjectId = mongoose.Types.ObjectId;
export const newId = (): ObjectId => new mongoose.Types.ObjectId();

/** A document of a collection as it is stored. */
export interface StoredDocument {
  /** The document's key. */
  readonly _id: string;
  /** Given at the insert: tells a document from a later one of the same key. */
  readonly born: ObjectId;
  /** Counts changes. */
  readonly version: number;
  /** Counts commits that needed this document unchanged: a write, so that of two commits which read what the other writes one is refused. */
  readonly guards?: number;
  /** The call of `takeDue` that claimed it last. */
  readonly taker?: ObjectId;
  readonly doc: Readonly<Record<string, unknown>>;
}

/** A stored document as a transaction saw it; (key, born, version) tell whether it is still the same. */
export interface Row extends SeenDocument {
  readonly born: ObjectId;
  readonly version: number;
}

export const toRow = ({ _id, born, version, doc }: StoredDocument): Row => ({ key: _id, born, version, text: JSON.stringify(fromBson(doc)) });

export const toValue = <T>({ doc }: Pick<StoredDocument, 'doc'>): T => fromBson(doc) as T;

/** JSON text as it is stored. */
export const toStored = (text: string): Record<string, unknown> => toBson(JSON.parse(text)) as Record<string, unknown>;

/** The document as it was seen, and no other. */
export const asSeen = ({ key, born, version }: Row) => ({ _id: key, born, version });
