import { AppError, PARTITIONS, type Clock } from '@portal-sync/kernel';
import { defineCollection, type Store } from '@portal-sync/store';
import { z } from 'zod';

/** How far this store's outbox was published, and which relay is at it. One document: `relay`. */
export const relayClaims = defineCollection({
  name: 'relayClaims',
  schema: z.object({
    id: z.literal('relay'),
    /** Counts the claims: the fencing token of the relay that publishes now. */
    claim: z.number().int(),
    /** Until when that relay holds its claim, ms; 0: nobody is at it. */
    until: z.number(),
    /** The last position published, by partition. */
    positions: z.array(z.number().int()).length(PARTITIONS),
    /** The process that holds it, for whoever looks. Decides nothing. */
    holder: z.string().optional(),
  }),
  key: (row) => row.id,
});

export const RELAY_ID = 'relay';
/** A relay that died or stands still is replaced after this time, ms. Renewed well before. */
const HELD_MS = 5_000;
export const RENEW_MS = 1_500;

export type Positions = readonly number[];

/** The right to publish. Several relays of one service ask for it; one has it. */
export interface RelayClaim {
  /** Where to go on. */
  readonly positions: Positions;
  /** Whether it may still be believed without asking the store. */
  holds(): boolean;
  /** Writes how far it came and holds on. Rejects with `conflict` when another relay took over. */
  renew(positions: Positions): Promise<void>;
  /** Writes how far it came and lets go. */
  release(positions: Positions): Promise<void>;
}

const NONE = { id: RELAY_ID, claim: 0, until: 0, positions: Array.from({ length: PARTITIONS }, () => 0) } as const;

/** `holder`: what this process is called. */
export function createRelayClaims(store: Store, clock: Clock, holder?: string) {
  async function write(claim: number, positions: Positions, until: number): Promise<void> {
    const stands = await store.update(relayClaims, RELAY_ID, (row) => (row.claim === claim ? { ...row, positions: [...positions], until } : undefined));
    if (stands.claim !== claim) throw new AppError('conflict', { detail: 'Another relay took over.' });
  }

  return {
    /** How far all relays have come. */
    async positions(): Promise<Positions> {
      return (await store.get(relayClaims, RELAY_ID))?.positions ?? NONE.positions;
    },
    /** The claim, or undefined while another relay has it. */
    async take(): Promise<RelayClaim | undefined> {
      let until = clock.now() + HELD_MS;
      const row = await store.transaction(async (tx) => {
        const standing = (await tx.guard(relayClaims, RELAY_ID)) ?? NONE;
        if (standing.until > clock.now()) return undefined;
        until = clock.now() + HELD_MS;
        const mine = { ...standing, positions: [...standing.positions], claim: standing.claim + 1, until, holder };
        await tx.put(relayClaims, mine);
        return mine;
      });
      if (row === undefined) return undefined;
      return {
        positions: row.positions,
        holds: () => clock.now() < until,
        async renew(positions) {
          const next = clock.now() + HELD_MS;
          await write(row.claim, positions, next);
          until = next;
        },
        release: (positions) => write(row.claim, positions, 0),
      };
    },
  };
}
