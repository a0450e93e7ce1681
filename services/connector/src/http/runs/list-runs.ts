import { pageOf, run, runQuery } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Query } from '@portal-sync/store';
import type { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { reachConnection, type Confines } from '../../repos/reach-connection.ts';
import { runs } from '../../repos/runs.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';
import { presentRun } from './present-run.ts';

type RunIndex = keyof typeof runs.indexes;

export const listRuns = defineRoute({
  id: 'listRuns',
  method: 'GET',
  path: '/v1/runs',
  summary: 'The sync log: runs, newest first',
  who: OWN_CONNECTION,
  query: runQuery,
  answers: { 200: pageOf(run) },
  async handle(request, deps: Deps) {
    const confines = confinesOf(request);
    const { connectionId, limit, cursor } = request.query;
    if (connectionId !== undefined) await reachConnection(deps.store, confines, connectionId);
    const page = await deps.store.find(runs, { ...along(confines, request.query), order: 'desc', limit, cursor });
    return { status: 200, body: { ...page, items: page.items.map(presentRun) } };
  },
});

/** The index that holds exactly what is asked for. */
function along({ agencyId, userId }: Confines, { connectionId, state }: z.output<typeof runQuery>): Pick<Query<RunIndex>, 'index' | 'equals'> {
  if (connectionId !== undefined) return state === undefined ? { index: 'byConnection', equals: [connectionId] } : { index: 'byState', equals: [connectionId, state] };
  if (userId !== undefined) return state === undefined ? { index: 'byUser', equals: [agencyId, userId] } : { index: 'byUserState', equals: [agencyId, userId, state] };
  return state === undefined ? { index: 'byAgency', equals: [agencyId] } : { index: 'byAgencyState', equals: [agencyId, state] };
}
