import { agencyCaller } from '@portal-sync/auth';
import { decision, decisionQuery, pageOf } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Query } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { decisions } from '../repos/decisions.ts';
import { isOwn, showDecision } from './show-decision.ts';

type Index = keyof typeof decisions.indexes;

export const listDecisionsRoute = defineRoute({
  id: 'listDecisions',
  method: 'GET',
  path: '/v1/decisions',
  summary: 'What Google events were taken for, and why; newest first',
  who: { admin: 'agency', staff: 'own', platform: 'agency' },
  query: decisionQuery,
  answers: { 200: pageOf(decision) },
  async handle({ query, caller, reach }, { store }: Deps) {
    const by = agencyCaller(caller);
    const along = alongIndex(by.agencyId, query, reach === 'own' && by.kind === 'user' ? by.userId : undefined);
    const page = await store.find(decisions, { ...along, order: 'desc', limit: query.limit, cursor: query.cursor });
    const items = page.items
      .filter((one) => reach !== 'own' || isOwn(caller, one))
      .filter((one) => query.connectionId === undefined || one.connectionId === query.connectionId)
      .flatMap((one) => showDecision(one, caller));
    return { status: 200, body: { ...page, items } };
  },
});

/** The narrowest index; an event belongs to one connection and a connection to one person, so the rest filters all or nothing. */
function alongIndex(agencyId: string, query: { eventId?: string | undefined; connectionId?: string | undefined }, userId: string | undefined): Pick<Query<Index>, 'index' | 'equals'> {
  if (query.eventId !== undefined) return { index: 'byEvent', equals: [agencyId, query.eventId] };
  if (query.connectionId !== undefined) return { index: 'byConnection', equals: [agencyId, query.connectionId] };
  if (userId !== undefined) return { index: 'byUser', equals: [agencyId, userId] };
  return { index: 'byTime', equals: [agencyId] };
}
