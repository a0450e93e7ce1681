import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** One row per word a contact is found by. Words hold no blank, so `place` sorts by word first. */
export const contactWords = defineCollection({
  name: 'contactWords',
  schema: z.object({
    agencyId: z.string(),
    contactId: z.string(),
    word: z.string(),
    /** word + blank + contact */
    place: z.string(),
  }),
  key: (row) => `${row.agencyId}/${row.place}`,
  indexes: { byPlace: { fields: ['agencyId', 'place'] } },
});

export const placeOf = (word: string, contactId: string): string => `${word} ${contactId}`;
