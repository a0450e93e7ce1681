import type { Contact } from '@portal-sync/contracts';

/** What somebody wants of a contact; what is not named stays. */
export interface ContactWish {
  readonly name?: string | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly phone?: string | undefined;
  readonly externalId?: string | undefined;
}

/** The contact after a wish, or undefined when nothing differs: then there is no new version and no message. */
export function changeContact(contact: Contact, wish: ContactWish, now: number): Contact | undefined {
  const next: Contact = {
    ...contact,
    name: wish.name ?? contact.name,
    addresses: wish.addresses === undefined ? contact.addresses : [...wish.addresses],
    phone: wish.phone ?? contact.phone,
    externalId: wish.externalId ?? contact.externalId,
  };
  const same =
    next.name === contact.name &&
    next.phone === contact.phone &&
    next.externalId === contact.externalId &&
    next.addresses.length === contact.addresses.length &&
    next.addresses.every((address, at) => address === contact.addresses[at]);
  return same ? undefined : { ...next, version: contact.version + 1, updatedAt: now };
}
