/** Bounds on the index field that follows the `equals` prefix. */
export interface Range {
  readonly gt?: string | number;
  readonly gte?: string | number;
  readonly lt?: string | number;
  readonly lte?: string | number;
}

/**
 * A read along one declared index; anything else would be a scan and does not exist here. Null comes before numbers, numbers before text (by code point).
 * Along a unique index only the documents in it are found: not those with a null or missing field. A range never finds null.
 */
export interface Query<I extends string = string> {
  readonly index: I;
  /** Values for the first fields of the index, in its order. */
  readonly equals: readonly (string | number | boolean | null)[];
  readonly range?: Range;
  readonly order?: 'asc' | 'desc';
  /** At most this many documents; 1 to 1000, default 100. */
  readonly limit?: number;
  /** `next` of the page before. Opaque. Pages are stable while documents come and go. */
  readonly cursor?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Present when there may be more. */
  readonly next?: string;
}
