import { agencyOf } from '@portal-sync/auth';
import { contactErasure, id } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { eraseContact } from '../actions/erase-contact.ts';
import type { Deps } from '../deps.ts';
import { erasureView } from '../repos/erasures.ts';

export const eraseContactRoute = defineRoute({
  id: 'eraseContact',
  method: 'DELETE',
  path: '/v1/contacts/{contactId}',
  summary: 'Erases a contact and its traces everywhere; its addresses do not come back by a Google event',
  who: { admin: 'agency', platform: 'agency' },
  params: z.strictObject({ contactId: id }),
  answers: { 202: contactErasure },
  async handle({ params, caller }, deps: Deps) {
    return { status: 202, body: erasureView(await eraseContact(deps, agencyOf(caller), params.contactId)) };
  },
});
