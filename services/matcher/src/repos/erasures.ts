import { contactErasedDone, type ContactErasure } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A contact somebody asked to erase, and who has answered that it is done: service to the number of records. */
export const erasures = defineCollection({
  name: 'erasures',
  schema: z.object({ agencyId: z.string(), contactId: z.string(), askedAt: z.number(), answers: z.record(z.string(), z.number().int()) }),
  key: (row) => erasureKey(row.agencyId, row.contactId),
  indexes: { byAgency: { fields: ['agencyId'] } },
});

export type StoredErasure = z.infer<typeof erasures.schema>;

export const erasureKey = (agencyId: string, contactId: string): string => `${agencyId}/${contactId}`;

/** Everybody who keeps records and must answer. */
const OWNERS = Object.keys(contactErasedDone);

export const erasureView = ({ contactId, askedAt, answers }: StoredErasure): ContactErasure => ({
  contactId,
  askedAt,
  answers,
  complete: OWNERS.every((owner) => answers[owner] !== undefined),
});
