import { newPush, pushPreview, pushPreviewQuery, run } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { findConnection } from '../../actions/find-connection.ts';
import { previewPush } from '../../actions/preview-push.ts';
import { startPush } from '../../actions/start-push.ts';
import type { Deps } from '../../deps.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';
import { answerRun } from './present-run.ts';

export const previewPushExisting = defineRoute({
  id: 'previewPush',
  method: 'GET',
  path: '/v1/pushes/preview',
  summary: 'What pushing existing appointments would do',
  who: OWN_CONNECTION,
  query: pushPreviewQuery,
  answers: { 200: pushPreview },
  async handle(request, deps: Deps) {
    const { connectionId, which } = request.query;
    const card = await findConnection(deps, confinesOf(request), connectionId);
    return { status: 200, body: await previewPush(deps, { agencyId: card.agencyId, connectionId: card.id, which }) };
  },
});

export const startPushExisting = defineRoute({
  id: 'startPush',
  method: 'POST',
  path: '/v1/pushes',
  summary: 'Push existing appointments; goes on when the page is left',
  who: OWN_CONNECTION,
  body: newPush,
  answers: { 202: run },
  idempotent: true,
  async handle(request, deps: Deps) {
    const { connectionId, which } = request.body;
    const card = await findConnection(deps, confinesOf(request), connectionId);
    return answerRun(await startPush(deps, { agencyId: card.agencyId, connectionId: card.id, which }));
  },
});
