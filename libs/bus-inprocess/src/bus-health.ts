import type { BusHealth, LagPlace } from '@portal-sync/bus';
import type { ReaderGroup } from './reader-group.ts';

/** No look for this long, or a handler that runs this long: restart. */
const STUCK_MS = 60_000;
/** More messages than this waiting for one group: it does not keep up. */
const BEHIND = 1_000;

export interface HealthView {
  readonly groups: ReadonlyMap<string, ReaderGroup>;
  /** Per owner, the last known position of every partition. */
  readonly heads: ReadonlyMap<string, readonly number[]>;
  readonly now: number;
  readonly progressAt: number;
  readonly closed: boolean;
}

export function readHealth({ groups, heads, now, progressAt, closed }: HealthView): BusHealth {
  const lag: Record<string, number> = {};
  const places: LagPlace[] = [];
  let retrying = false;
  let hanging = false;
  for (const [name, group] of groups) {
    lag[name] = 0;
    for (const reader of group.readers) {
      const waiting = Math.max(0, (heads.get(reader.owner)?.[reader.partition] ?? 0) - reader.position);
      if (waiting > 0) places.push({ group: name, source: reader.owner, partition: reader.partition, lag: waiting });
      lag[name] += waiting;
      retrying ||= reader.retrying;
      hanging ||= reader.busySince !== undefined && now - reader.busySince > STUCK_MS;
    }
  }
  const lastProgressAgeMs = now - progressAt;
  const behind = retrying || Object.values(lag).some((each) => each > BEHIND);
  const stuck = hanging || lastProgressAgeMs > STUCK_MS;
  return { state: closed ? 'closed' : stuck ? 'stuck' : behind ? 'behind' : 'ok', lastProgressAgeMs, lag, places };
}
