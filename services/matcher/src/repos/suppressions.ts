import { hmac, normalizeAddress, type Secret } from '@portal-sync/kernel';
import { defineCollection, type Reads } from '@portal-sync/store';
import { z } from 'zod';
import { mailboxOf } from './address-book.ts';

/**
 * What is left of an erased contact: that this address is not to come back. Only an HMAC under the agency's key, which stands elsewhere:
 * from these rows alone nobody can be found again.
 */
export const suppressions = defineCollection({
  name: 'suppressions',
  schema: z.object({ agencyId: z.string(), mark: z.string(), at: z.number() }),
  key: (row) => suppressionKey(row.agencyId, row.mark),
  indexes: { byAgency: { fields: ['agencyId'] } },
});

const suppressionKey = (agencyId: string, mark: string): string => `${agencyId}/${mark}`;

const markOf = (key: Secret, kind: 'address' | 'mailbox', text: string): string =>
  Buffer.from(hmac(Buffer.from(key.reveal(), 'base64url'), 'suppression', kind, text)).toString('base64url');

/** The marks an erased address leaves: as it was, and without its plus tag for agencies that fold them. */
export function marksOf(key: Secret, address: string): readonly string[] {
  const exact = normalizeAddress(address);
  const mailbox = mailboxOf(address);
  return exact === undefined || mailbox === undefined ? [] : [markOf(key, 'address', exact), markOf(key, 'mailbox', mailbox)];
}

/** Spares agencies that never erased anybody the reading of their key. */
export const hasSuppressions = async (reads: Reads, agencyId: string): Promise<boolean> =>
  (await reads.find(suppressions, { index: 'byAgency', equals: [agencyId], limit: 1 })).items.length > 0;

/** Whether an address, spelt by the rules, was erased. */
export async function isSuppressed(reads: Reads, agencyId: string, key: Secret, address: string, rules: { foldPlusTags: boolean }): Promise<boolean> {
  const mark = rules.foldPlusTags ? markOf(key, 'mailbox', address) : markOf(key, 'address', address);
  return (await reads.get(suppressions, suppressionKey(agencyId, mark))) !== undefined;
}
