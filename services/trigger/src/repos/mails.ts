import { outgoingMail, type OutgoingMail } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** The ledger of outgoing mail: the one place it goes through. Its key comes from firing and action: the same firing writes once. Ids sort by age. */
export const mails = defineCollection({
  name: 'mails',
  schema: outgoingMail.extend({
    agencyId: z.string(),
    effectId: z.string(),
    /** Whom the texts speak of, whoever gets them. */
    contactId: z.string().nullable(),
    /** The person of ours who gets it. */
    userId: z.string().nullable(),
  }),
  key: (doc) => mailKey(doc.agencyId, doc.effectId),
  indexes: {
    byAge: { fields: ['agencyId', 'id'] },
    byContact: { fields: ['agencyId', 'contactId'] },
    byUser: { fields: ['agencyId', 'userId'] },
  },
});

export type StoredMail = z.infer<typeof mails.schema>;

export const mailKey = (agencyId: string, effect: string): string => `${agencyId}/${effect}`;

export const mailView = ({ id, firingId, fromName, to, subject, text, at }: StoredMail): OutgoingMail => ({ id, firingId, fromName, to, subject, text, at });
