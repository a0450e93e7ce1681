import { agencyOf } from '@portal-sync/auth';
import { contactErasure, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { erasureKey, erasures, erasureView } from '../repos/erasures.ts';

export const getContactErasureRoute = defineRoute({
  id: 'getContactErasure',
  method: 'GET',
  path: '/v1/contacts/{contactId}/erasure',
  summary: 'How far the erasing of a contact has come',
  who: { admin: 'agency', platform: 'agency' },
  params: z.strictObject({ contactId: id }),
  answers: { 200: contactErasure },
  async handle({ params, caller }, { store }: Deps) {
    const erasure = await store.get(erasures, erasureKey(agencyOf(caller), params.contactId));
    if (erasure === undefined) throw new AppError('not-found');
    return { status: 200, body: erasureView(erasure) };
  },
});
