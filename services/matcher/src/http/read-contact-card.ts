import { contactCard, id } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { getContact } from '../repos/contacts.ts';

export const readContactCardRoute = defineRoute({
  id: 'readContactCard',
  method: 'GET',
  path: '/internal/contacts/{agencyId}/{contactId}',
  summary: 'The card that other services keep of a contact',
  who: 'service',
  params: z.strictObject({ agencyId: id, contactId: id }),
  answers: { 200: contactCard },
  async handle({ params }, { store }: Deps) {
    const { agencyId, id: contactId, name, addresses, version } = await getContact(store, params.agencyId, params.contactId);
    return { status: 200, body: { id: contactId, agencyId, name, addresses, version } };
  },
});
