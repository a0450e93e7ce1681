import { contactChanged, type AgencyCaller, type Contact } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { cleanAddresses } from '../domain/clean-addresses.ts';
import { changeContact, type ContactWish } from '../domain/contact-change.ts';
import { holdersOf } from '../repos/address-book.ts';
import { saveContact } from '../repos/save-contact.ts';

/** The addresses of a wish as they are kept. Fails with `invalid` for what is no address. */
export function readAddresses(addresses: readonly string[]): readonly string[] {
  const { kept, issues } = cleanAddresses(addresses);
  if (issues.length > 0) throw new AppError('invalid', { issues });
  return kept;
}

/** Fails with `already-exists`, naming the contact, when somebody else has one of these addresses. */
export async function refuseTaken(tx: Transaction, agencyId: string, addresses: readonly string[], but?: Contact): Promise<void> {
  for (const address of addresses) {
    const [other] = (await holdersOf(tx, agencyId, address)).filter((holder) => holder.contactId !== but?.id);
    if (other === undefined || but?.addresses.includes(address) === true) continue;
    throw new AppError('already-exists', { detail: 'A contact with this address is here already.', extra: { contactId: other.contactId } });
  }
}

/** Makes a contact at somebody's wish, in a transaction. */
export async function makeContact(deps: Deps, tx: Transaction, caller: AgencyCaller, wish: ContactWish & { name: string }): Promise<Contact> {
  const now = deps.clock.now();
  const contact: Contact = {
    id: deps.makeId(),
    externalId: wish.externalId ?? null,
    name: wish.name,
    addresses: [...(wish.addresses ?? [])],
    phone: wish.phone ?? '',
    provenance: { kind: caller.kind === 'user' ? 'person' : 'api', eventId: null, userId: caller.kind === 'user' ? caller.userId : null, at: now },
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  await saveContact(tx, caller.agencyId, undefined, contact);
  announce(deps, tx, caller.agencyId, contact);
  return contact;
}

/** Changes a contact that was read in the same transaction. Where nothing differs nothing is written and nobody is told. */
export async function applyWish(deps: Deps, tx: Transaction, agencyId: string, contact: Contact, wish: ContactWish): Promise<Contact> {
  const changed = changeContact(contact, wish, deps.clock.now());
  if (changed === undefined) return contact;
  await saveContact(tx, agencyId, contact, changed);
  announce(deps, tx, agencyId, changed);
  return changed;
}

const announce = (deps: Deps, tx: Transaction, agencyId: string, contact: Contact): void =>
  tx.send(contactChanged.make({ agencyId, contactId: contact.id, version: contact.version }, { id: deps.makeId(), now: deps.clock.now() }));
