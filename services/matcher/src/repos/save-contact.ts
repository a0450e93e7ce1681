import type { Contact } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import { nameKeyOf, wordsOf } from '../domain/search-words.ts';
import { writeHolders } from './address-book.ts';
import { contactWords, placeOf } from './contact-words.ts';
import { contactKey, contacts } from './contacts.ts';
import { externalIdKey, externalIds } from './external-ids.ts';

/**
 * Writes a contact with everything that leads to it: words, addresses, the platform's id. `before` undefined makes it, `after` undefined
 * removes it. Fails with `already-exists` when the platform's id is another contact's.
 */
export async function saveContact(tx: Transaction, agencyId: string, before: Contact | undefined, after: Contact | undefined): Promise<void> {
  const id = (after ?? before)?.id ?? '';
  const row = after === undefined ? undefined : { ...after, agencyId, nameKey: nameKeyOf(after.name) };
  // A request that is repeated must not make anew what stands, and was perhaps changed since.
  if (row !== undefined) await (before === undefined ? tx.insert(contacts, row) : tx.put(contacts, row));
  else await tx.remove(contacts, contactKey(agencyId, id));
  await saveWords(tx, agencyId, id, before, after);
  const holds = after?.addresses.map((address) => ({ address, linked: after.externalId !== null })) ?? [];
  await writeHolders(tx, agencyId, id, before?.addresses ?? [], holds);
  await saveExternalId(tx, agencyId, id, before?.externalId ?? null, after?.externalId ?? null);
}

async function saveWords(tx: Transaction, agencyId: string, contactId: string, before: Contact | undefined, after: Contact | undefined): Promise<void> {
  const had = before === undefined ? [] : wordsOf(before);
  const has = after === undefined ? [] : wordsOf(after);
  for (const word of had) if (!has.includes(word)) await tx.remove(contactWords, `${agencyId}/${placeOf(word, contactId)}`);
  for (const word of has) if (!had.includes(word)) await tx.put(contactWords, { agencyId, contactId, word, place: placeOf(word, contactId) });
}

async function saveExternalId(tx: Transaction, agencyId: string, contactId: string, before: string | null, after: string | null): Promise<void> {
  if (before === after) return;
  if (before !== null) await tx.remove(externalIds, externalIdKey(agencyId, before));
  if (after !== null) await tx.insert(externalIds, { agencyId, externalId: after, contactId });
}
