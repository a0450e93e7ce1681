import { id, syncStatus } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { askPull } from '../../actions/ask-pull.ts';
import { findConnection } from '../../actions/find-connection.ts';
import type { Deps } from '../../deps.ts';
import { readStatus } from '../../repos/read-status.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';

export const syncNow = defineRoute({
  id: 'syncNow',
  method: 'POST',
  path: '/v1/sync-now',
  summary: 'Look at Google now, and write what waits',
  who: OWN_CONNECTION,
  body: z.strictObject({ connectionId: id }),
  answers: { 202: syncStatus },
  rateLimit: 60,
  async handle(request, deps: Deps) {
    const card = await findConnection(deps, confinesOf(request), request.body.connectionId);
    await askPull(deps, { agencyId: card.agencyId, connectionId: card.id });
    return { status: 202, body: await readStatus(deps.store, card) };
  },
});
