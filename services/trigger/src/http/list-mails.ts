import { agencyOf } from '@portal-sync/auth';
import { outgoingMail, pageOf, pageQuery } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { mails, mailView } from '../repos/mails.ts';

export const listMailsRoute = defineRoute({
  id: 'listMails',
  method: 'GET',
  path: '/v1/mails',
  summary: 'The ledger of outgoing mail, newest first',
  who: { admin: 'agency' },
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(outgoingMail) },
  async handle({ query, caller }, { store }: Deps) {
    const page = await store.find(mails, { index: 'byAge', equals: [agencyOf(caller)], order: 'desc', ...query });
    return { status: 200, body: { ...page, items: page.items.map(mailView) } };
  },
});
