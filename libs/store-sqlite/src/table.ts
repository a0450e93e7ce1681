import type { CollectionShape } from '@portal-sync/store';
import { AppError, sha256 } from '@portal-sync/kernel';

/** An index as SQLite keeps it: expressions over the JSON text. */
export interface TableIndex {
  readonly name: string;
  /** Dotted paths, for taking a page's last values out of a document. */
  readonly fields: readonly string[];
  /** One expression per field. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly create: string;
}

/** A collection's table: how it is made and every name in it. */
export interface Table {
  readonly name: string;
  readonly create: string;
  readonly indexes: ReadonlyMap<string, TableIndex>;
  /** The declared `byDue`, only for collections of due documents. */
  readonly due: TableIndex | undefined;
}

/** Maps a declared collection to its table. Names are checked here, because SQL has no parameters for names. */
export function tableOf(collection: CollectionShape): Table {
  checkName(collection.name, /^[A-Za-z][A-Za-z0-9]*$/);
  const name = `"c_${collection.name}"`;
  const indexes = new Map<string, TableIndex>();
  for (const [index, spec] of Object.entries(collection.indexes)) {
    checkName(index, /^[A-Za-z][A-Za-z0-9]*$/);
    indexes.set(index, tableIndex(collection.name, index, spec.fields, spec.unique === true ? 'unique' : 'ordered'));
  }
  return {
    name,
    // AUTOINCREMENT: the id of a removed document never comes back, so (id, version) tells a document from its successor of the same key.
    create: `CREATE TABLE IF NOT EXISTS ${name} (id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, doc TEXT NOT NULL)`,
    indexes,
    due: collection.due ? indexes.get('byDue') : undefined,
  };
}

type IndexKind = 'unique' | 'ordered';

function tableIndex(collection: string, index: string, fields: readonly string[], kind: IndexKind): TableIndex {
  const columns = fields.map(column);
  const unique = kind === 'unique';
  const listed = kind === 'ordered' ? [...columns, 'key'] : columns;
  const where = kind === 'ordered' ? '' : ` WHERE ${columns.map((each) => `${each} IS NOT NULL`).join(' AND ')}`;
  const body = `ON "c_${collection}" (${listed.join(', ')})${where}`;
  // The definition is part of the name: a changed declaration makes a new index, and the old one is dropped.
  const name = `"${kind}_${collection}_${index}_${sha256(body).slice(0, 8)}"`;
  return { name, fields, columns, unique, create: `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS ${name} ${body}` };
}

/** The value at a dotted path. */
function column(path: string): string {
  const parts = path.split('.');
  for (const part of parts) checkName(part, /^[A-Za-z_][A-Za-z0-9_]*$/);
  return `json_extract(doc, '$.${parts.map((part) => `"${part}"`).join('.')}')`;
}

function checkName(name: string, allowed: RegExp): void {
  if (!allowed.test(name)) throw new AppError('internal', { detail: `"${name}" cannot be used as a name in a collection's declaration.` });
}
