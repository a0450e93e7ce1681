import { agency as agencyShape, type Agency as AgencyCard } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineCollection, dueFields, type Reads } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

/** The tenant. Due: its roles changed and its connections have to be looked at again. */
export const agencies = defineCollection({
  name: 'agencies',
  schema: z.object({
    ...agencyShape.shape,
    /** Where a connect page may send the browser back to: whole addresses. */
    returnAddresses: z.array(z.string()),
    /** Keys Google ids and marks; sealed. */
    identityKey: sealed,
    createdAt: z.number(),
    ...dueFields,
  }),
  key: (agency) => agency.id,
  indexes: { byId: { fields: ['id'] } },
  due: true,
});
export type Agency = z.infer<typeof agencies.schema>;

/** Which agency an address belongs to: one agency only, by key. */
export const agencyOrigins = defineCollection({
  name: 'agencyOrigins',
  schema: z.object({ origin: z.string(), agencyId: z.string() }),
  key: (row) => row.origin,
});

/** The agency, or AppError `not-found`. */
export async function needAgency(reads: Reads, agencyId: string): Promise<Agency> {
  const found = await reads.get(agencies, agencyId);
  if (found === undefined) throw new AppError('not-found');
  return found;
}

/** Id of the agency whose address this is. The agency itself, with its logo, is not read: every token request asks this. */
export const agencyIdAt = async (reads: Reads, origin: string): Promise<string | undefined> => (await reads.get(agencyOrigins, origin))?.agencyId;

/** What others may see of it. */
export const agencyCardOf = (agency: Agency): AgencyCard => agencyShape.parse(agency);

/** Where the identity key is sealed. */
export const identityKeyPlace: readonly string[] = ['agency', 'identity-key'];
