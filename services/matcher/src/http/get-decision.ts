import { agencyOf } from '@portal-sync/auth';
import { decision, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { decisionKey, decisions } from '../repos/decisions.ts';
import { isOwn, showDecision } from './show-decision.ts';

export const getDecisionRoute = defineRoute({
  id: 'getDecision',
  method: 'GET',
  path: '/v1/decisions/{decisionId}',
  summary: 'One decision with its reasons and what it was judged for',
  who: { admin: 'agency', staff: 'own', platform: 'agency' },
  params: z.strictObject({ decisionId: id }),
  answers: { 200: decision },
  async handle({ params, caller, reach }, { store }: Deps) {
    const found = await store.get(decisions, decisionKey(agencyOf(caller), params.decisionId));
    const [shown] = found === undefined || (reach === 'own' && !isOwn(caller, found)) ? [] : showDecision(found, caller);
    if (shown === undefined) throw new AppError('not-found');
    return { status: 200, body: shown };
  },
});
