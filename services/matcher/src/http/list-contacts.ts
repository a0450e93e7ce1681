import { agencyOf } from '@portal-sync/auth';
import { contact, contactQuery, pageOf } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { contactsAt, listContacts, searchContacts } from '../actions/search-contacts.ts';
import type { Deps } from '../deps.ts';

export const listContactsRoute = defineRoute({
  id: 'listContacts',
  method: 'GET',
  path: '/v1/contacts',
  summary: 'Contacts by name; found by the start of words, or by exactly one address',
  who: { admin: 'agency', staff: 'agency', platform: 'agency' },
  query: contactQuery,
  answers: { 200: pageOf(contact) },
  async handle({ query, caller }, { store }: Deps) {
    const { search, address } = query;
    if (search !== undefined && address !== undefined) {
      throw new AppError('bad-request', { issues: [{ path: 'query.address', message: 'cannot be combined with search' }] });
    }
    const ask = { agencyId: agencyOf(caller), limit: query.limit, cursor: query.cursor };
    if (address !== undefined) return { status: 200, body: await contactsAt(store, ask.agencyId, address) };
    return { status: 200, body: search === undefined ? await listContacts(store, ask) : await searchContacts(store, ask, search) };
  },
});
