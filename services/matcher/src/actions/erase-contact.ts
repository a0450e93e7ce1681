import { contactErased } from '@portal-sync/contracts';
import { newDue } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { getContact } from '../repos/contacts.ts';
import { erasureKey, erasures, type StoredErasure } from '../repos/erasures.ts';
import { removals } from '../repos/removals.ts';
import { saveContact } from '../repos/save-contact.ts';
import { marksOf, suppressions } from '../repos/suppressions.ts';

/**
 * Erases a contact: the card and all that leads to it go at once, the marks of its addresses stay so that the next pull does not bring it
 * back, every other owner of records is asked, and a worker strips it from our own decisions. Fails with `not-found`.
 */
export async function eraseContact(deps: Deps, agencyId: string, contactId: string): Promise<StoredErasure> {
  const earlier = await deps.store.get(erasures, erasureKey(agencyId, contactId));
  if (earlier !== undefined) return earlier;
  await getContact(deps.store, agencyId, contactId);
  const key = await deps.agencyKeys.get(agencyId);
  return deps.store.transaction(async (tx) => {
    const contact = await getContact(tx, agencyId, contactId);
    const now = deps.clock.now();
    const erasure: StoredErasure = { agencyId, contactId, askedAt: now, answers: {} };
    await saveContact(tx, agencyId, contact, undefined);
    for (const mark of contact.addresses.flatMap((address) => marksOf(key, address))) await tx.put(suppressions, { agencyId, mark, at: now });
    await tx.put(erasures, erasure);
    await tx.put(removals, {
      kind: 'contact', agencyId, subjectId: contactId, addresses: contact.addresses, count: 1, doneAt: null, ...newDue(now),
    });
    tx.send(contactErased.make({ agencyId, contactId }, { id: deps.makeId(), now }));
    return erasure;
  });
}
