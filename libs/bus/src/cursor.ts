import { z } from 'zod';
import { defineCollection } from '@portal-sync/store';

/** How far a reader has come in an owner's outbox. Kept in the reader's own store. */
export const busCursors = defineCollection({
  name: 'busCursors',
  schema: z.object({
    /** reader + owner + partition */
    id: z.string(),
    reader: z.string(),
    owner: z.string(),
    partition: z.number().int(),
    /** The last position done with. */
    position: z.number().int(),
  }),
  key: (cursor) => cursor.id,
  indexes: { byReader: { fields: ['reader', 'owner', 'partition'] } },
});

export type BusCursor = z.infer<typeof busCursors.schema>;

export const cursorId = (reader: string, owner: string, partition: number): string => `${reader}/${owner}/${partition}`;
