import type { BusHealth, LagPlace } from '@portal-sync/bus';
import { reasonOf } from '@portal-sync/kernel';
import type { Group } from './group.ts';

/** No sign and not even a failed attempt for this long, or a handler that runs this long: restart. */
const STUCK_MS = 60_000;
/** No sign from Kafka for this long: it is away. Longer than a member that was killed keeps the others waiting. */
const AWAY_MS = 15_000;
/** More messages than this waiting for one group: it does not keep up. */
const BEHIND = 1_000;

/**
 * How the groups of this process stand. A Kafka that is down makes it `behind` and soon `away`: restarting this process would not help. It is `stuck` when it does not even try any more.
 */
export function readHealth(groups: readonly Group[], now: number, closed: boolean): BusHealth {
  const lag: Record<string, number> = {};
  const places: LagPlace[] = [];
  let behind = false;
  let stuck = false;
  let away: string | undefined;
  for (const group of groups) {
    const name = group.subscription.group;
    const waiting = group.lanes.reduce((sum, lane) => sum + lane.lag, 0);
    lag[name] = waiting;
    for (const lane of group.lanes) if (lane.lag > 0) places.push({ group: name, source: lane.topic, partition: lane.partition, lag: lane.lag });
    behind ||= waiting > BEHIND || !group.joined || group.trouble !== undefined || group.lanes.some((lane) => lane.retrying);
    const wellUntil = Math.min(group.progressAt, group.trouble?.since ?? Infinity);
    if (now - wellUntil > AWAY_MS) away ??= group.trouble === undefined ? 'Kafka does not answer' : reasonOf(group.trouble.error);
    stuck ||= now - Math.max(group.progressAt, group.triedAt) > STUCK_MS || group.lanes.some(({ busySince }) => busySince !== undefined && now - busySince > STUCK_MS);
  }
  const lastProgressAgeMs = now - Math.min(now, ...groups.map((group) => group.progressAt));
  const state = closed ? 'closed' : stuck ? 'stuck' : away !== undefined ? 'away' : behind ? 'behind' : 'ok';
  return { state, ...(state === 'away' && away !== undefined ? { reason: away } : {}), lastProgressAgeMs, lag, places };
}
