import type { z } from 'zod';

export interface IndexSpec {
  /** Dotted paths of scalar fields, in order. Null and missing values are indexed as null. */
  readonly fields: readonly string[];
  /** No two documents with the same values. Documents in which any of the fields is null or missing are left out of a unique index. */
  readonly unique?: boolean;
}

/**
 * A kind of document, declared once; every engine reads this declaration.
 * `schema` is checked on every write. `key` gives the document's key: uniqueness is by key (or unique index), never by look-then-insert.
 */
export interface Collection<T extends object, I extends string = string> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly key: (doc: T) => string;
  readonly indexes: Readonly<Record<I, IndexSpec>>;
  /** Documents carry `DueFields` and can be claimed by `takeDue`, which goes along the index `byDue` on `dueAt` that every such collection has. */
  readonly due: boolean;
}

/** What an engine needs to know of a collection to open it, whatever its documents are. */
export type CollectionShape = Pick<Collection<object>, 'name' | 'indexes' | 'due'>;

export function defineCollection<T extends object, const I extends string>(spec: {
  name: string;
  schema: z.ZodType<T>;
  key: (doc: T) => string;
  indexes?: Record<I, IndexSpec>;
  due?: boolean;
}): Collection<T, I> {
  const { due = false } = spec;
  const indexes = spec.indexes ?? ({} as Record<I, IndexSpec>);
  return { ...spec, indexes: due ? { ...indexes, byDue: { fields: ['dueAt'] } } : indexes, due };
}

/** A due collection with its index `byDue` in the type: what waits for workers, the oldest first. */
export const byDue = <T extends object>(collection: Collection<T>): Collection<T, 'byDue'> => collection as Collection<T, 'byDue'>;
