import type { BusHealth, LagPlace } from '@portal-sync/bus';
import type { LagReport } from '@portal-sync/contracts';
import { relayClaims, RELAY_ID } from '../messages/relay-claims.ts';
import { findLeased } from './find-leased.ts';
import type { OperatorParts } from './operator-parts.ts';

/** Leases shown at most. */
const MOST_LEASES = 100;
/** Of messages without a place yet, so many portions are counted. */
const MOST_PORTIONS = 50;

/** How far a service is behind, and who is at what. */
export async function readLag(parts: OperatorParts): Promise<LagReport> {
  const health = parts.bus.health();
  const [places, outbox, leases] = await Promise.all([groupPlaces(parts), outboxLag(parts), heldLeases(parts)]);
  return {
    service: parts.name,
    bus: { state: health.state, lastProgressAgeMs: Math.round(health.lastProgressAgeMs), ...(health.reason === undefined ? {} : { reason: health.reason }) },
    consumers: places === undefined ? consumerLag(parts.name, health) : [{ group: parts.name, of: 'group', ...summed(places) }],
    outbox,
    leases,
  };
}

/** Of all processes of the service, where the bus can tell. A bus that is away says so itself. */
const groupPlaces = async ({ bus, name, log }: OperatorParts): Promise<readonly LagPlace[] | undefined> =>
  bus.groupLag?.(name).catch((error: unknown) => {
    log.warn({ error }, 'the lag of the whole group could not be read');
    return undefined;
  });

/** What this process knows. It may hold the groups of several services on its bus: each tells of its own. Pure. */
export const consumerLag = (name: string, { lag, places = [] }: BusHealth): LagReport['consumers'] =>
  Object.entries(lag)
    .filter(([group]) => group === name)
    .map(([group, total]) => ({ group, of: 'process', ...summed(places.filter((place) => place.group === group)), lag: total }));

const summed = (places: readonly LagPlace[]): Pick<LagReport['consumers'][number], 'lag' | 'places'> => ({
  lag: places.reduce((sum, place) => sum + place.lag, 0),
  places: places.filter((place) => place.lag > 0).map(({ source, partition, lag }) => ({ source, partition, lag })),
});

async function outboxLag({ store, bus, clock }: OperatorParts): Promise<LagReport['outbox']> {
  if (bus.readsOutboxes === true) return { carriedBy: 'readers', waiting: 0, oldestAgeMs: 0, partitions: [] };
  // Placing takes what waits in portions; a depth that is only seen when it is small is none.
  for (let portions = 0; portions < MOST_PORTIONS && (await store.outbox.place()) > 0; portions++);
  const [heads, claim] = await Promise.all([store.outbox.heads(), store.get(relayClaims, RELAY_ID)]);
  const partitions = heads
    .map((head, partition) => ({ partition, waiting: head - (claim?.positions[partition] ?? 0) }))
    .filter(({ waiting }) => waiting > 0);
  const oldest = await Promise.all(
    partitions.map(async ({ partition }) => {
      const [first] = await store.outbox.readFrom(partition, claim?.positions[partition] ?? 0, 1);
      return first === undefined ? 0 : clock.now() - Date.parse(first.message.time);
    }),
  );
  return { carriedBy: 'relay', waiting: partitions.reduce((sum, each) => sum + each.waiting, 0), oldestAgeMs: Math.max(0, ...oldest), partitions };
}

async function heldLeases({ store, clock, works }: OperatorParts): Promise<LagReport['leases']> {
  const now = clock.now();
  const relay = await store.get(relayClaims, RELAY_ID);
  const held: LagReport['leases'] = [];
  if (relay !== undefined && relay.until > now) held.push({ what: 'relay', key: relay.id, holder: relay.holder ?? null, claim: relay.claim, until: relay.until });
  for (const work of works) {
    const docs = await findLeased(store, work, now, MOST_LEASES - held.length);
    for (const doc of docs) {
      held.push({ what: work.collection.name, key: work.collection.key(doc), holder: doc.leasedBy ?? null, claim: doc.claim, until: doc.leasedUntil ?? now });
    }
    if (held.length >= MOST_LEASES) break;
  }
  return held;
}
