import { AppError, sha256 } from '@portal-sync/kernel';
import type { CollectionShape } from '@portal-sync/store';

/** An index as MongoDB keeps it. */
export interface MongoIndex {
  /** Holds a hash of the definition: a changed declaration makes a new index beside the old one. */
  readonly name: string;
  /** Declared paths, for taking a page's last values out of a document. */
  readonly fields: readonly string[];
  /** What the index is ordered by: the stored paths, and the key where the index is not unique. All ascending. */
  readonly paths: readonly string[];
  readonly unique: boolean;
  /** The documents in it, when not all are. */
  readonly only?: Readonly<Record<string, object>>;
}

export interface CollectionIndexes {
  readonly declared: ReadonlyMap<string, MongoIndex>;
  /** The declared `byDue`, only for collections of due documents. */
  readonly due: MongoIndex | undefined;
}

/** A value that is there: of any kind of scalar that JSON has, but null. */
const PRESENT = { $type: ['string', 'number', 'bool'] };

/** The indexes of a declared collection. */
export function collectionIndexes(collection: CollectionShape): CollectionIndexes {
  checkName(collection.name, /^[A-Za-z][A-Za-z0-9]*$/);
  const declared = new Map<string, MongoIndex>();
  for (const [index, spec] of Object.entries(collection.indexes)) {
    checkName(index, /^[A-Za-z][A-Za-z0-9]*$/);
    declared.set(index, mongoIndex(index, spec.fields, spec.unique === true ? 'unique' : 'ordered'));
  }
  return { declared, due: collection.due ? declared.get('byDue') : undefined };
}

function mongoIndex(index: string, fields: readonly string[], kind: 'unique' | 'ordered'): MongoIndex {
  const stored = fields.map(storedPath);
  const unique = kind === 'unique';
  const paths = unique ? stored : [...stored, '_id'];
  const only = kind === 'ordered' ? {} : { only: Object.fromEntries(stored.map((path) => [path, PRESENT])) };
  const name = `${kind}_${index}_${sha256(JSON.stringify([paths, only])).slice(0, 8)}`;
  return { name, fields, paths, unique, ...only };
}

function storedPath(path: string): string {
  for (const part of path.split('.')) checkName(part, /^[A-Za-z_][A-Za-z0-9_]*$/);
  return `doc.${path}`;
}

function checkName(name: string, allowed: RegExp): void {
  if (!allowed.test(name)) throw new AppError('internal', { detail: `"${name}" cannot be used as a name in a collection's declaration.` });
}
