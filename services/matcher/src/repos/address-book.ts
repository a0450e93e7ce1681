import { normalizeAddress } from '@portal-sync/kernel';
import { defineCollection, type Reads, type Transaction } from '@portal-sync/store';
import { z } from 'zod';
import { pickHolder, type Holder } from '../domain/pick-holder.ts';

/**
 * Who has an address: one row per agency and mailbox, plus tags folded, so that the row is the same whatever the agency's rule says today.
 * Its key is what makes two parallel judgements of one unknown guest one contact: the second finds the row changed and is run again.
 */
export const addressBook = defineCollection({
  name: 'addressBook',
  schema: z.object({
    agencyId: z.string(),
    /** The address in one spelling, without plus tag. */
    mailbox: z.string(),
    holders: z.array(z.object({ contactId: z.string(), address: z.string(), linked: z.boolean() })),
  }),
  key: (row) => rowKey(row.agencyId, row.mailbox),
  indexes: { byAgency: { fields: ['agencyId'] } },
});

const rowKey = (agencyId: string, mailbox: string): string => `${agencyId}/${mailbox}`;

/** The row an address belongs to; undefined for what is no address. */
export const mailboxOf = (address: string): string | undefined => normalizeAddress(address, { foldPlusTags: true });

/** All contacts with this address, plus tags apart. */
export async function holdersOf(reads: Reads, agencyId: string, address: string): Promise<readonly Holder[]> {
  const mailbox = mailboxOf(address);
  const row = mailbox === undefined ? undefined : await reads.get(addressBook, rowKey(agencyId, mailbox));
  const exact = normalizeAddress(address);
  return row?.holders.filter((holder) => holder.address === exact) ?? [];
}

/** The contact meant by an address in one spelling. The commit fails when the row changes, appears or vanishes meanwhile. */
export async function guardHolder(tx: Transaction, agencyId: string, address: string, rules: { foldPlusTags: boolean }): Promise<string | undefined> {
  const mailbox = mailboxOf(address);
  const row = mailbox === undefined ? undefined : await tx.guard(addressBook, rowKey(agencyId, mailbox));
  return row === undefined ? undefined : pickHolder(row.holders, address, rules);
}

/** Replaces what one contact has in the book. */
export async function writeHolders(
  tx: Transaction,
  agencyId: string,
  contactId: string,
  before: readonly string[],
  after: readonly { address: string; linked: boolean }[],
): Promise<void> {
  const wanted = Map.groupBy(after, (holder) => mailboxOf(holder.address) ?? '');
  const mailboxes = new Set([...before.map((address) => mailboxOf(address) ?? ''), ...wanted.keys()]);
  mailboxes.delete('');
  for (const mailbox of mailboxes) {
    const row = await tx.guard(addressBook, rowKey(agencyId, mailbox));
    const others = row?.holders.filter((holder) => holder.contactId !== contactId) ?? [];
    const mine = (wanted.get(mailbox) ?? []).map((holder) => ({ contactId, address: normalizeAddress(holder.address) ?? '', linked: holder.linked }));
    if (others.length + mine.length === 0) await tx.remove(addressBook, rowKey(agencyId, mailbox));
    else await tx.put(addressBook, { agencyId, mailbox, holders: [...others, ...mine] });
  }
}
