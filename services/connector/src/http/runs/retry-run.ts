import { agencyCaller } from '@portal-sync/auth';
import { run } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { retryRun } from '../../actions/retry-run.ts';
import type { Deps } from '../../deps.ts';
import { reachRun } from '../../repos/reach-run.ts';
import { runParams } from '../params.ts';
import { OWN_CONNECTION } from '../who.ts';
import { answerRun } from './present-run.ts';

export const retryFailedRecords = defineRoute({
  id: 'retryRun',
  method: 'POST',
  path: '/v1/runs/{runId}/retry',
  summary: 'Try the failed records of a run again, as a run of its own',
  who: OWN_CONNECTION,
  params: runParams,
  answers: { 202: run },
  idempotent: true,
  async handle(request, deps: Deps) {
    const failed = await reachRun(deps.store, agencyCaller(request.caller), request.params.runId);
    return answerRun(await retryRun(deps, { agencyId: failed.agencyId, runId: failed.id }));
  },
});
