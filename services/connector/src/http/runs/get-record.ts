import { agencyCaller } from '@portal-sync/auth';
import { runRecord } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { reachRun } from '../../repos/reach-run.ts';
import { runRecords } from '../../repos/runs.ts';
import { recordParams } from '../params.ts';
import { OWN_CONNECTION } from '../who.ts';
import { presentRecords } from './present-records.ts';

export const getRunRecord = defineRoute({
  id: 'getRunRecord',
  method: 'GET',
  path: '/v1/runs/{runId}/records/{recordId}',
  summary: 'One record: what was done and why, before and after',
  who: OWN_CONNECTION,
  params: recordParams,
  answers: { 200: runRecord },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const run = await reachRun(deps.store, caller, request.params.runId);
    const record = await deps.store.get(runRecords, request.params.recordId);
    const [view] = record?.runId === run.id ? await presentRecords(deps, caller, run, [record]) : [];
    if (view === undefined) throw new AppError('not-found');
    return { status: 200, body: view };
  },
});
