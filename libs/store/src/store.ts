import type { CloudEvent } from '@portal-sync/kernel';
import type { Collection, CollectionShape } from './collection.ts';
import type { DueFields } from './due.ts';
import type { OnCommit, Outbox } from './outbox.ts';
import type { Page, Query } from './query.ts';

/** Reading. Documents come back as plain values; changing them changes nothing stored. */
export interface Reads {
  get<T extends object>(collection: Collection<T>, key: string): Promise<T | undefined>;
  find<T extends object, I extends string>(collection: Collection<T, I>, query: Query<I>): Promise<Page<T>>;
  /** How many documents a query (without limit and cursor) would give. */
  count<T extends object, I extends string>(collection: Collection<T, I>, query: Pick<Query<I>, 'index' | 'equals' | 'range'>): Promise<number>;
}

/** Writing. Implementers MUST check the collection's schema on every write and fail with AppError `internal` naming the paths, never the values. */
export interface Writes {
  /** Fails with AppError `already-exists` when the key (or a unique index) is taken. */
  insert<T extends object>(collection: Collection<T>, doc: T): Promise<void>;
  /** Compare-and-swap; `change` may run again and returns undefined to leave the document as it is. Returns what stands afterwards. Fails with `not-found`. */
  update<T extends object>(collection: Collection<T>, key: string, change: (doc: T) => T | undefined): Promise<T>;
  /** Inserts or replaces. For records whose whole content is known, such as a mirror of somebody else's. */
  put<T extends object>(collection: Collection<T>, doc: T): Promise<void>;
  /** True when it was there. */
  remove<T extends object>(collection: Collection<T>, key: string): Promise<boolean>;
}

/**
 * A transaction. Writes are buffered and `get` sees them (`find` and `count` see the committed state only); versions read are remembered.
 * An `await` inside is harmless: nothing is locked until the commit, which applies everything or throws `conflict`.
 */
export interface Transaction extends Reads, Writes {
  /** The commit fails when this document changed, appeared or vanished since it was read here (write skew refused). */
  guard<T extends object>(collection: Collection<T>, key: string): Promise<T | undefined>;
  /** Leaves with the commit, through the outbox. Throws `too-large` for a message that no bus would carry (over a million bytes). */
  send(message: CloudEvent): void;
}

/** The document store of one service. Engines: SQLite now, MongoDB beside it; both mean the same, held by one contract test. */
export interface Store extends Reads, Writes {
  /** Runs `work`, commits, and on `conflict` runs it again (a bounded number of times, then throws it). Returns what `work` returned. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Claims up to `limit` documents with `dueAt <= now`, oldest first, each given to one caller only (see due.ts `claimDue`).
   * `holder` is written down with the lease for whoever looks. A lease saves work; it is not what keeps data right: finish with `finishDue`, which a lost lease cannot pass.
   */
  takeDue<T extends DueFields & object>(collection: Collection<T>, ask: { now: number; limit: number; leaseMs: number; holder?: string | undefined }): Promise<readonly T[]>;
  /** All documents in the order of their keys, page by page (`after`: `next` of the page before): for a copy of the whole store. No use case reads like this. */
  scan<T extends object>(collection: Collection<T>, page: { limit: number; after?: string | undefined }): Promise<Page<T>>;
  readonly outbox: Outbox;
  readonly onCommit: OnCommit;
  /** Rejects with AppError `unavailable` when the engine cannot be written now. */
  ping(): Promise<void>;
  /** What time it is where the engine runs, ms since the epoch. Absent where that is this machine. */
  time?(): Promise<number>;
  close(): Promise<void>;
}

/** Opens the store of one service with all its collections; index builds at start are safe with several replicas. */
export type OpenStore = (owner: string, collections: readonly CollectionShape[]) => Promise<Store>;
