import { AppError } from '@portal-sync/kernel';
import type { CollectionShape, Page, Query } from '@portal-sync/store';
import type { IndexValue } from '@portal-sync/store/engine';
import { indexValueAt, pageLimit, readCursor, writeCursor } from '@portal-sync/store/engine';
import type { CollectionIndexes, MongoIndex } from './collection-indexes.ts';
import { countFilter } from './count-filter.ts';
import { indexBounds, openPaths, type Bounds, type QueryShape } from './index-bounds.ts';
import type { StoredCollection } from './model-of.ts';
import { asSeen, newId, toRow, toStored, type ObjectId, type Row, type StoredDocument } from './stored-document.ts';

export interface StoredKind {
  readonly stored: StoredCollection;
  readonly indexes: CollectionIndexes;
}

/** The collections of one database: every read, and every write of a single document. Each is one command, and each names its index. */
export class Documents {
  readonly #kinds: ReadonlyMap<string, StoredKind>;

  constructor(kinds: ReadonlyMap<string, StoredKind>) {
    this.#kinds = kinds;
  }

  async get(collection: CollectionShape, key: string): Promise<Row | undefined> {
    const found = await this.stored(collection).findOne({ _id: key.toWellFormed() });
    return found === null ? undefined : toRow(found);
  }

  async find(collection: CollectionShape, query: Query): Promise<Page<Row>> {
    const index = this.#index(collection, query.index);
    const limit = pageLimit(query);
    const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, openPaths(index, query));
    const bounds = indexBounds(index, query, cursor);
    if (bounds === undefined) return { items: [] };
    const found = await this.#walk(collection, index, bounds, { order: query.order ?? 'asc', limit: limit + 1 });
    const items = found.slice(0, limit).map(toRow);
    const last = found[limit - 1];
    return found.length > limit && last !== undefined ? { items, next: writeCursor(placeOf(index, query, last)) } : { items };
  }

  /** By key; no key is empty. */
  async scan(collection: CollectionShape, limit: number, after = ''): Promise<Page<Row>> {
    const found = await this.stored(collection).find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit: limit + 1 }).toArray();
    const rows = found.map(toRow);
    const next = rows[limit - 1]?.key;
    return rows.length > limit && next !== undefined ? { items: rows.slice(0, limit), next } : { items: rows };
  }

  async count(collection: CollectionShape, query: QueryShape & Pick<Query, 'index'>): Promise<number> {
    const index = this.#index(collection, query.index);
    if (indexBounds(index, query) === undefined) return 0;
    return this.stored(collection).countDocuments(countFilter(index, query), { hint: index.name });
  }

  /** Documents due at `now`, the oldest first. */
  async due(collection: CollectionShape, now: number, limit: number): Promise<readonly Row[]> {
    const index = this.#kind(collection).indexes.due;
    if (index === undefined) throw new AppError('internal', { detail: `${collection.name} is not declared as due.` });
    const bounds = indexBounds(index, { equals: [], range: { lte: now } });
    return bounds === undefined ? [] : (await this.#walk(collection, index, bounds, { order: 'asc', limit })).map(toRow);
  }

  async insert(collection: CollectionShape, key: string, text: string): Promise<void> {
    await this.stored(collection).insertOne(newDocument(key, text));
  }

  async put(collection: CollectionShape, key: string, text: string): Promise<void> {
    await this.stored(collection).updateOne({ _id: key }, putChange(text), { upsert: true });
  }

  /** False when the document is no longer the one that was seen. */
  async replace(collection: CollectionShape, seen: Row, text: string): Promise<boolean> {
    const { matchedCount } = await this.stored(collection).updateOne(asSeen(seen), replaceChange(text));
    return matchedCount === 1;
  }

  /** True when it was there. */
  async remove(collection: CollectionShape, key: string): Promise<boolean> {
    const { deletedCount } = await this.stored(collection).deleteOne({ _id: key.toWellFormed() });
    return deletedCount === 1;
  }

  stored(collection: CollectionShape): StoredCollection {
    return this.#kind(collection).stored;
  }

  #walk(collection: CollectionShape, index: MongoIndex, bounds: Bounds, page: { order: 'asc' | 'desc'; limit: number }): Promise<StoredDocument[]> {
    const along = (values: readonly unknown[]) => Object.fromEntries(index.paths.map((path, at) => [path, values[at]]));
    const sort = Object.fromEntries(index.paths.map((path) => [path, page.order === 'desc' ? -1 : 1] as const));
    return this.stored(collection)
      .find({}, { hint: index.name, min: along(bounds.min), max: along(bounds.max), sort, limit: page.limit, batchSize: page.limit, singleBatch: false })
      .toArray();
  }

  #index(collection: CollectionShape, name: string): MongoIndex {
    const index = this.#kind(collection).indexes.declared.get(name);
    if (index === undefined) throw new AppError('internal', { detail: `${collection.name} has no index ${name}.` });
    return index;
  }

  #kind(collection: CollectionShape): StoredKind {
    const kind = this.#kinds.get(collection.name);
    if (kind === undefined) throw new AppError('internal', { detail: `${collection.name} was not declared when the store was opened.` });
    return kind;
  }
}

export const newDocument = (key: string, text: string): StoredDocument => ({ _id: key, born: newId(), version: 1, doc: toStored(text) });

export const replaceChange = (text: string) => ({ $set: { doc: toStored(text) }, $inc: { version: 1 } });

export const putChange = (text: string): { $set: object; $inc: { version: number }; $setOnInsert: { born: ObjectId } } => ({
  ...replaceChange(text),
  $setOnInsert: { born: newId() },
});

/** Where a document stands among those of the query: the values that the query leaves open. */
function placeOf(index: MongoIndex, query: QueryShape, { _id, doc }: StoredDocument): readonly IndexValue[] {
  const values = index.fields.slice(query.equals.length).map((field) => indexValueAt(doc, field));
  return index.unique ? values : [...values, _id];
}
