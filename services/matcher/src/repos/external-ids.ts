import { defineCollection, type Reads } from '@portal-sync/store';
import { z } from 'zod';

/** The platform's own id of a contact: unique per agency by key. */
export const externalIds = defineCollection({
  name: 'externalIds',
  schema: z.object({ agencyId: z.string(), externalId: z.string(), contactId: z.string() }),
  key: (row) => externalIdKey(row.agencyId, row.externalId),
  indexes: { byAgency: { fields: ['agencyId'] } },
});

export const externalIdKey = (agencyId: string, externalId: string): string => `${agencyId}/${externalId}`;

export const contactIdOf = async (reads: Reads, agencyId: string, externalId: string): Promise<string | undefined> =>
  (await reads.get(externalIds, externalIdKey(agencyId, externalId)))?.contactId;
