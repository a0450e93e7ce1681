import { agencyCaller } from '@portal-sync/auth';
import { contact, newContact } from '@portal-sync/contracts';
import { defineRoute, etagOf } from '@portal-sync/runtime';
import { makeContact, readAddresses, refuseTaken } from '../actions/write-contact.ts';
import type { Deps } from '../deps.ts';

export const createContactRoute = defineRoute({
  id: 'createContact',
  method: 'POST',
  path: '/v1/contacts',
  summary: 'Makes a contact; an address that another contact has is refused, naming that contact',
  who: { admin: 'agency', platform: 'agency' },
  body: newContact,
  idempotent: true,
  answers: { 201: contact },
  async handle({ body, caller }, deps: Deps) {
    const by = agencyCaller(caller);
    const addresses = readAddresses(body.addresses);
    const made = await deps.store.transaction(async (tx) => {
      await refuseTaken(tx, by.agencyId, addresses);
      return makeContact(deps, tx, by, { ...body, addresses });
    });
    return { status: 201, headers: { etag: etagOf(made.version), location: `/v1/contacts/${made.id}` }, body: made };
  },
});
