import { agencyCaller } from '@portal-sync/auth';
import { auditQuery, auditRow, pageOf } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';
import { auditRows } from '../repos/audit-rows.ts';

export const listAudit = defineRoute({
  id: 'listAudit',
  method: 'GET',
  path: '/v1/audit',
  summary: 'Who did what, newest first; ids only, chained by hash',
  who: { admin: 'agency' },
  query: auditQuery,
  answers: { 200: pageOf(auditRow) },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const { connectionId, userId, limit, cursor } = request.query;
    const along = { order: 'desc' as const, limit, cursor };
    const page = await (connectionId !== undefined
      ? deps.store.find(auditRows, { index: 'byConnection', equals: [agencyId, connectionId], ...along })
      : userId !== undefined
        ? deps.store.find(auditRows, { index: 'byUser', equals: [agencyId, userId], ...along })
        : deps.store.find(auditRows, { index: 'byAgency', equals: [agencyId], ...along }));
    const items = page.items.map((row) => auditRow.parse(row));
    return { status: 200, body: { items, ...(page.next === undefined ? {} : { next: page.next }) } };
  },
});
