import { contact, type Contact } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineCollection, type Reads } from '@portal-sync/store';
import { z } from 'zod';

/** A contact as stored: what the API shows, whose it is, and how lists sort it. Written by `saveContact` only, which keeps its indexes true. */
export const contacts = defineCollection({
  name: 'contacts',
  schema: contact.extend({ agencyId: z.string(), nameKey: z.string() }),
  key: (doc) => contactKey(doc.agencyId, doc.id),
  indexes: {
    byName: { fields: ['agencyId', 'nameKey', 'id'] },
    /** Contacts that came from this person's calendar or hand. */
    byMaker: { fields: ['agencyId', 'provenance.userId'] },
  },
});

export type StoredContact = z.infer<typeof contacts.schema>;

export const contactKey = (agencyId: string, contactId: string): string => `${agencyId}/${contactId}`;

/** Fails with `not-found`, for another agency's contact too. */
export async function getContact(reads: Reads, agencyId: string, contactId: string): Promise<StoredContact> {
  const found = await reads.get(contacts, contactKey(agencyId, contactId));
  if (found === undefined) throw new AppError('not-found');
  return found;
}

/** What the API shows of a stored contact. */
export const contactView = ({ agencyId: _agency, nameKey: _key, ...shown }: StoredContact): Contact => shown;
