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
  /** Documents carry `DueFields` and can be claimed by `takeDue`; the engine keeps an index on `dueAt`. */
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
  return { ...spec, indexes: spec.indexes ?? ({} as Record<I, IndexSpec>), due: spec.due ?? false };
}
