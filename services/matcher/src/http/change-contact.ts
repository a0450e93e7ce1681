import { agencyOf } from '@portal-sync/auth';
import { contact, contactUpsert, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { checkIfMatch, defineRoute, etagOf } from '@portal-sync/runtime';
import { z } from 'zod';
import { applyWish, readAddresses, refuseTaken } from '../actions/write-contact.ts';
import type { Deps } from '../deps.ts';
import { contactView, getContact } from '../repos/contacts.ts';

export const changeContactRoute = defineRoute({
  id: 'changeContact',
  method: 'PATCH',
  path: '/v1/contacts/{contactId}',
  summary: 'Changes what is named; with If-Match only the version that was seen',
  who: { admin: 'agency', platform: 'agency' },
  params: z.strictObject({ contactId: id }),
  body: contactUpsert,
  answers: { 200: contact },
  async handle(request, deps: Deps) {
    const { body, params } = request;
    const agencyId = agencyOf(request.caller);
    if (Object.keys(body).length === 0) throw new AppError('invalid', { issues: [{ path: 'body', message: 'name at least one field' }] });
    const addresses = body.addresses === undefined ? undefined : readAddresses(body.addresses);
    const changed = await deps.store.transaction(async (tx) => {
      const standing = contactView(await getContact(tx, agencyId, params.contactId));
      if (request.headers['if-match'] !== undefined) checkIfMatch(request, standing.version);
      await refuseTaken(tx, agencyId, addresses ?? [], standing);
      return applyWish(deps, tx, agencyId, standing, { ...body, addresses });
    });
    return { status: 200, headers: { etag: etagOf(changed.version) }, body: changed };
  },
});
