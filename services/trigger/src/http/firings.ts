import { agencyOf } from '@portal-sync/auth';
import { firing, firingQuery, id, pageOf } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { firings, firingView, getFiring } from '../repos/firings.ts';

const who = { admin: 'agency', platform: 'agency' } as const;

export const listFiringsRoute = defineRoute({
  id: 'listFirings',
  method: 'GET',
  path: '/v1/firings',
  summary: 'What fired, newest first; of one appointment or of one rule',
  who,
  query: firingQuery,
  answers: { 200: pageOf(firing) },
  async handle({ query, caller }, { store }: Deps) {
    const agencyId = agencyOf(caller);
    const { ruleId, appointmentId, ...page } = query;
    const along = appointmentId !== undefined
      ? { index: 'byAppointment' as const, equals: [agencyId, appointmentId] }
      : ruleId !== undefined
        ? { index: 'byRule' as const, equals: [agencyId, ruleId] }
        : { index: 'byTime' as const, equals: [agencyId] };
    const found = await store.find(firings, { ...along, order: 'desc', ...page });
    const items = found.items.filter((one) => ruleId === undefined || one.ruleId === ruleId).map(firingView);
    return { status: 200, body: { ...found, items } };
  },
});

export const getFiringRoute = defineRoute({
  id: 'getFiring',
  method: 'GET',
  path: '/v1/firings/{firingId}',
  summary: 'One firing, and what came of its actions',
  who,
  params: z.strictObject({ firingId: id }),
  answers: { 200: firing },
  async handle({ params, caller }, { store }: Deps) {
    return { status: 200, body: firingView(await getFiring(store, agencyOf(caller), params.firingId)) };
  },
});
