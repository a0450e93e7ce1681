import { agencyCaller } from '@portal-sync/auth';
import { pageOf, recordQuery, runRecord } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { reachRun } from '../../repos/reach-run.ts';
import { runRecords } from '../../repos/runs.ts';
import { runParams } from '../params.ts';
import { OWN_CONNECTION } from '../who.ts';
import { presentRecords } from './present-records.ts';

export const listRunRecords = defineRoute({
  id: 'listRunRecords',
  method: 'GET',
  path: '/v1/runs/{runId}/records',
  summary: 'The records of a run, in the order in which they were made',
  who: OWN_CONNECTION,
  params: runParams,
  query: recordQuery,
  answers: { 200: pageOf(runRecord) },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const run = await reachRun(deps.store, caller, request.params.runId);
    const { act, ...query } = request.query;
    const page =
      act === undefined
        ? await deps.store.find(runRecords, { index: 'byRun', equals: [run.id], ...query })
        : await deps.store.find(runRecords, { index: 'byAct', equals: [run.id, act], ...query });
    return { status: 200, body: { ...page, items: await presentRecords(deps, caller, run, page.items) } };
  },
});
