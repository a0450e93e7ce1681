import type { Cancel, CloudEvent } from '@portal-sync/kernel';

/** A message with its place in its owner's outbox: positions count up from 1 per partition, without gaps that could still fill. */
export interface PlacedMessage {
  readonly owner: string;
  readonly partition: number;
  readonly position: number;
  readonly message: CloudEvent;
}

/**
 * The messages a store's transactions sent, in the order of their commits.
 * One read function serves the in-process bus, catching up and the changes feed. Rows are kept 30 days.
 */
export interface Outbox {
  /** Name of the service that owns this store. */
  readonly owner: string;
  /** Gives all waiting messages their positions, in one transaction; how many. Engines whose commits are serial place at commit and answer 0. */
  place(): Promise<number>;
  /** At most `limit` messages of `partition` after position `after` (0 = from the oldest kept), in order. */
  readFrom(partition: number, after: number, limit: number): Promise<readonly PlacedMessage[]>;
  /** The last position of every partition (0 = none yet); index = partition. */
  heads(): Promise<readonly number[]>;
  /** Drops rows placed before `before` (ms); how many. Positions go on counting. */
  prune(before: number): Promise<number>;
}

/** Tells what a commit in this process touched. Only a hint to look now: polling stays the truth. */
export interface CommitHint {
  readonly collections: ReadonlySet<string>;
  readonly sent: boolean;
}

export type OnCommit = (listener: (hint: CommitHint) => void) => Cancel;
