import { agencyByOrigin, agencyCard } from '@portal-sync/contracts';
import type { Clock, Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { agencyCards, type AgencyCard } from './agency-cards.ts';
import type { InternalApi } from './internal-api.ts';

export interface AgencyDirectoryDeps {
  /** The service's own store; its collections hold `agencyCards`. */
  readonly store: Store;
  /** The broker's internal routes. */
  readonly broker: InternalApi;
  readonly clock: Clock;
  readonly log: Log;
}

/** The agencies as a service knows them: kept cards, read through from the broker, kept fresh by `agency.changed`. */
export interface AgencyDirectory {
  /** Undefined: there is no such agency. Rejects with `unavailable` when it is not kept and the broker does not answer. */
  get(agencyId: string): Promise<AgencyCard | undefined>;
  /** The agency whose address this is (`http://northlight.localhost:4400`). Undefined: nobody's. */
  byOrigin(origin: string): Promise<AgencyCard | undefined>;
  /** Reads the card again. The handler of `agency.changed`: `on(agencyChanged, directory.take)`. */
  take(message: { agencyId: string }): Promise<void>;
  forget(agencyId: string): Promise<void>;
}

/** In this process a card is believed so long without a look at the store, ms. Another replica may have taken the message. */
const IN_MEMORY_MS = 5_000;
/** A kept card older than this is read again behind the answer, in case a message was lost. */
const STALE_MS = 60 * 60_000;
const ORIGIN_KNOWN_MS = 60_000;
const ORIGIN_UNKNOWN_MS = 5_000;
const MOST_ORIGINS = 1_000;

export function createAgencyDirectory({ store, broker, clock, log }: AgencyDirectoryDeps): AgencyDirectory {
  const memory = new Map<string, { card: AgencyCard; until: number }>();
  const origins = new Map<string, { agencyId: string | undefined; until: number }>();

  async function read(agencyId: string): Promise<AgencyCard | undefined> {
    const card = await broker.get(`/internal/agencies/${encodeURIComponent(agencyId)}`, agencyCard);
    if (card === undefined) {
      await forget(agencyId);
      return undefined;
    }
    const kept = await store.transaction(async (tx) => {
      const before = await tx.get(agencyCards, agencyId);
      // Two reads may overtake each other: the newer version stays.
      if (before !== undefined && before.version > card.version) return before.card;
      await tx.put(agencyCards, { id: agencyId, version: card.version, readAt: clock.now(), card });
      return card;
    });
    memory.set(agencyId, { card: kept, until: clock.now() + IN_MEMORY_MS });
    return kept;
  }

  async function get(agencyId: string): Promise<AgencyCard | undefined> {
    const known = memory.get(agencyId);
    if (known !== undefined && known.until > clock.now()) return known.card;
    const kept = await store.get(agencyCards, agencyId);
    if (kept === undefined) return read(agencyId);
    memory.set(agencyId, { card: kept.card, until: clock.now() + IN_MEMORY_MS });
    if (kept.readAt + STALE_MS <= clock.now()) {
      void read(agencyId).catch((error: unknown) => log.warn({ agencyId, error }, 'reading an agency again failed, the kept card serves'));
    }
    return kept.card;
  }

  async function agencyIdOf(origin: string): Promise<string | undefined> {
    const known = origins.get(origin);
    if (known !== undefined && known.until > clock.now()) return known.agencyId;
    const found = await broker.get(`/internal/agencies?origin=${encodeURIComponent(origin)}`, agencyByOrigin);
    if (origins.size >= MOST_ORIGINS) origins.clear();
    origins.set(origin, { agencyId: found?.agencyId, until: clock.now() + (found === undefined ? ORIGIN_UNKNOWN_MS : ORIGIN_KNOWN_MS) });
    return found?.agencyId;
  }

  async function forget(agencyId: string): Promise<void> {
    memory.delete(agencyId);
    origins.clear();
    await store.remove(agencyCards, agencyId);
  }

  return {
    get,
    forget,
    async byOrigin(origin) {
      const agencyId = await agencyIdOf(origin);
      const card = agencyId === undefined ? undefined : await get(agencyId);
      return card?.origins.includes(origin) === true ? card : undefined;
    },
    async take({ agencyId }) {
      origins.clear();
      await read(agencyId);
    },
  };
}
