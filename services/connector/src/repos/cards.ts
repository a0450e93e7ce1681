import { connectionCard, contactCard, userCard } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';

/** What we know of other owners' records, by their messages. A card is a copy: the owner decides. */
export const connectionCards = defineCollection({
  name: 'connectionCards',
  schema: connectionCard,
  key: (doc) => doc.id,
  indexes: { byUser: { fields: ['agencyId', 'userId'] } },
});

export const userCards = defineCollection({
  name: 'userCards',
  schema: userCard,
  key: (doc) => `${doc.agencyId}/${doc.id}`,
  indexes: { byAgency: { fields: ['agencyId', 'id'] }, byContact: { fields: ['agencyId', 'contactId'] } },
});

export const contactCards = defineCollection({
  name: 'contactCards',
  schema: contactCard,
  key: (doc) => doc.id,
  indexes: { byAgency: { fields: ['agencyId', 'id'] } },
});
