import { normalizeAddress } from '@portal-sync/kernel';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { AppointmentChange } from './appointment-fields.ts';

/** Whom to erase: all by which they can be told in a text or a list. */
export interface Erased {
  readonly contactId: string;
  readonly name: string;
  readonly addresses: readonly string[];
}

/** Fields of a version or a record in which something about a person can stand. */
export const PERSONAL_FIELDS = ['title', 'location', 'meetingLink', 'description', 'internalNotes', 'contactId', 'guests', 'guestContactIds'] as const;

/** What is left of an appointment when one of its contacts is erased: of their own one, no more than the service and its time. */
export function withoutContact(doc: AppointmentDoc, erased: Erased): AppointmentChange {
  const guests = doc.guests.filter((guest) => !isAddressOf(guest.address, erased));
  const guestContactIds = doc.guestContactIds.filter((id) => id !== erased.contactId);
  if (doc.contactId !== erased.contactId) return { guests, guestContactIds };
  return { guests, guestContactIds, contactId: null, title: withoutName(doc.title, erased.name), location: '', meetingLink: '', description: '', internalNotes: '' };
}

export function isAddressOf(address: string, { addresses }: Pick<Erased, 'addresses'>): boolean {
  const plain = (text: string): string => normalizeAddress(text) ?? text.toLowerCase();
  return addresses.some((known) => plain(known) === plain(address));
}

/** A title such as "Jo Smith - Massage" keeps the service. */
export function withoutName(title: string, name: string): string {
  if (name.trim() === '') return title;
  const escaped = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const rest = title.replace(new RegExp(escaped, 'gi'), ' ').replace(/\s+/g, ' ').replace(/^[\s\-–—:,]+|[\s\-–—:,]+$/g, '');
  return rest === '' ? 'Appointment' : rest;
}

/** Values without the personal ones. */
export const withoutPersonal = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([field]) => !(PERSONAL_FIELDS as readonly string[]).includes(field)));
