import { guardAnswer, syncStatus } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { answerGuard } from '../../actions/answer-guard.ts';
import type { Deps } from '../../deps.ts';
import { reachConnection } from '../../repos/reach-connection.ts';
import { readStatus } from '../../repos/read-status.ts';
import { connectionParams } from '../params.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';

export const answerSyncGuard = defineRoute({
  id: 'answerSyncGuard',
  method: 'POST',
  path: '/v1/sync-status/{connectionId}/answer',
  summary: 'After syncing stopped because too much vanished at once: take it over, or write ours back',
  who: OWN_CONNECTION,
  params: connectionParams,
  body: guardAnswer,
  answers: { 200: syncStatus },
  async handle(request, deps: Deps) {
    const card = await reachConnection(deps.store, confinesOf(request), request.params.connectionId);
    await answerGuard(deps, { agencyId: card.agencyId, connectionId: card.id, answer: request.body.answer });
    return { status: 200, body: await readStatus(deps.store, card) };
  },
});
