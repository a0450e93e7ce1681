import { contactCard, type ContactCard } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { contactCards } from '../repos/cards.ts';
import { removalKey, removals } from '../repos/removals.ts';

/** Reads a contact's card from the matcher and keeps it. `before` is what was kept so far. Undefined: no such contact in this agency. */
export async function keepContact(
  deps: Deps,
  agencyId: string,
  contactId: string,
): Promise<{ readonly card: ContactCard; readonly before: ContactCard | undefined } | undefined> {
  const card = await deps.matcher.get(`/internal/contacts/${encodeURIComponent(agencyId)}/${encodeURIComponent(contactId)}`, contactCard);
  if (card === undefined || card.agencyId !== agencyId) return undefined;
  return deps.store.transaction(async (tx) => {
    const before = await tx.get(contactCards, contactId);
    // Erased since the matcher answered.
    if ((await tx.guard(removals, removalKey('contact', agencyId, contactId))) !== undefined) return undefined;
    if (before !== undefined && before.version > card.version) return { card: before, before };
    await tx.put(contactCards, card);
    return { card, before };
  });
}

/** The card of a contact, read from the matcher if we have not heard of them yet. Another agency's contact is undefined. */
export async function findContact(deps: Deps, agencyId: string, contactId: string): Promise<ContactCard | undefined> {
  const kept = await deps.store.get(contactCards, contactId);
  if (kept !== undefined) return kept.agencyId === agencyId ? kept : undefined;
  return (await keepContact(deps, agencyId, contactId))?.card;
}
