import { product } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import type { SlotName } from '../domain/connect/slot-of.ts';

/** The products that exclude each other share a slot; a person has each slot once, by key. */
const slotName = z.enum(['calendar', 'meet']);

export const connectionSlots = defineCollection({
  name: 'connectionSlots',
  schema: z.object({
    agencyId: z.string(),
    userId: z.string(),
    slot: slotName,
    /** Null: free. */
    connectionId: z.string().nullable(),
    /** The last connection that stood here: the same account and product get the same id again, so that links fit. */
    last: z.object({ connectionId: z.string(), product, subHash: z.string() }).nullable(),
  }),
  key: (slot) => slotKey(slot.agencyId, slot.userId, slot.slot),
});
export type ConnectionSlot = z.infer<typeof connectionSlots.schema>;

export const slotKey = (agencyId: string, userId: string, slot: SlotName): string => `${agencyId}/${userId}/${slot}`;
