import { agencyOf, agencyCaller } from '@portal-sync/auth';
import { contact, contactUpsert, externalId } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { checkIfMatch, defineRoute, etagOf } from '@portal-sync/runtime';
import { z } from 'zod';
import { upsertContact } from '../actions/upsert-contact.ts';
import { readAddresses } from '../actions/write-contact.ts';
import type { Deps } from '../deps.ts';
import { contactView, getContact } from '../repos/contacts.ts';
import { contactIdOf } from '../repos/external-ids.ts';

const place = { path: '/v1/contacts/by-external-id/{externalId}', params: z.strictObject({ externalId }) } as const;

export const getContactByExternalIdRoute = defineRoute({
  ...place,
  id: 'getContactByExternalId',
  method: 'GET',
  summary: 'One contact, by the platform’s own id',
  who: { admin: 'agency', staff: 'agency', platform: 'agency' },
  answers: { 200: contact },
  async handle({ params, caller }, { store }: Deps) {
    const agencyId = agencyOf(caller);
    const contactId = await contactIdOf(store, agencyId, params.externalId);
    if (contactId === undefined) throw new AppError('not-found');
    const found = await getContact(store, agencyId, contactId);
    return { status: 200, headers: { etag: etagOf(found.version) }, body: contactView(found) };
  },
});

export const putContactRoute = defineRoute({
  ...place,
  id: 'putContact',
  method: 'PUT',
  summary: 'Makes or changes a contact under the platform’s own id; only what is named is set',
  who: { admin: 'agency', platform: 'agency' },
  body: contactUpsert,
  answers: { 200: contact, 201: contact },
  async handle(request, deps: Deps) {
    const { body, params } = request;
    const wish = { ...body, addresses: body.addresses === undefined ? undefined : readAddresses(body.addresses) };
    const { contact: standing, made } = await upsertContact(deps, agencyCaller(request.caller), params.externalId, wish, (version) => {
      if (request.headers['if-match'] !== undefined) checkIfMatch(request, version);
    });
    return { status: made ? 201 : 200, headers: { etag: etagOf(standing.version) }, body: standing };
  },
});
