import { agencyOf } from '@portal-sync/auth';
import { contact, id } from '@portal-sync/contracts';
import { defineRoute, etagOf } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { contactView, getContact } from '../repos/contacts.ts';

export const getContactRoute = defineRoute({
  id: 'getContact',
  method: 'GET',
  path: '/v1/contacts/{contactId}',
  summary: 'One contact',
  who: { admin: 'agency', staff: 'agency', platform: 'agency' },
  params: z.strictObject({ contactId: id }),
  answers: { 200: contact },
  async handle({ params, caller }, { store }: Deps) {
    const found = await getContact(store, agencyOf(caller), params.contactId);
    return { status: 200, headers: { etag: etagOf(found.version) }, body: contactView(found) };
  },
});
