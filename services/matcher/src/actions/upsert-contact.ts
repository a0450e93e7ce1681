import type { AgencyCaller, Contact } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import type { ContactWish } from '../domain/contact-change.ts';
import { holdersOf } from '../repos/address-book.ts';
import { contactKey, contacts, contactView } from '../repos/contacts.ts';
import { contactIdOf } from '../repos/external-ids.ts';
import { applyWish, makeContact } from './write-contact.ts';

/**
 * The platform's contact under the platform's own id. Where that id is new, a contact with one of the addresses that the platform does not
 * know yet (made from a Google event, or typed by hand) is the same person and takes the id, so that nobody is there twice.
 * Fails with `invalid` when it must be made and has no name.
 */
export function upsertContact(
  deps: Deps,
  caller: AgencyCaller,
  externalId: string,
  wish: ContactWish,
  checkVersion: (version: number) => void,
): Promise<{ readonly contact: Contact; readonly made: boolean }> {
  const { agencyId } = caller;
  return deps.store.transaction(async (tx) => {
    const standing = await standingContact(tx, agencyId, externalId, wish.addresses ?? []);
    // 0: there is none yet, so that a PUT made on a version that is gone makes nothing.
    checkVersion(standing?.version ?? 0);
    if (standing !== undefined) return { contact: await applyWish(deps, tx, agencyId, standing, { ...wish, externalId }), made: false };
    const { name } = wish;
    if (name === undefined) throw new AppError('invalid', { issues: [{ path: 'body.name', message: 'a new contact needs a name' }] });
    return { contact: await makeContact(deps, tx, caller, { ...wish, name, externalId }), made: true };
  });
}

async function standingContact(tx: Transaction, agencyId: string, externalId: string, addresses: readonly string[]): Promise<Contact | undefined> {
  const contactId = (await contactIdOf(tx, agencyId, externalId)) ?? (await unlinkedHolder(tx, agencyId, addresses));
  const found = contactId === undefined ? undefined : await tx.get(contacts, contactKey(agencyId, contactId));
  return found === undefined ? undefined : contactView(found);
}

async function unlinkedHolder(tx: Transaction, agencyId: string, addresses: readonly string[]): Promise<string | undefined> {
  for (const address of addresses) {
    const holders = (await holdersOf(tx, agencyId, address)).filter((holder) => !holder.linked).map((holder) => holder.contactId);
    if (holders.length > 0) return holders.sort()[0];
  }
  return undefined;
}
