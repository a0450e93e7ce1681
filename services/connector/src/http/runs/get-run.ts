import { agencyCaller } from '@portal-sync/auth';
import { run } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { reachRun } from '../../repos/reach-run.ts';
import { runParams } from '../params.ts';
import { OWN_CONNECTION } from '../who.ts';
import { presentRun } from './present-run.ts';

export const getRun = defineRoute({
  id: 'getRun',
  method: 'GET',
  path: '/v1/runs/{runId}',
  summary: 'One run with its counts',
  who: OWN_CONNECTION,
  params: runParams,
  answers: { 200: run },
  async handle(request, deps: Deps) {
    return { status: 200, body: presentRun(await reachRun(deps.store, agencyCaller(request.caller), request.params.runId)) };
  },
});
