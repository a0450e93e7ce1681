import { agencyCaller } from '@portal-sync/auth';
import { agency, agencyChange, agencyChanged, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { checkIfMatch, defineRoute, etagOf } from '@portal-sync/runtime';
import { markDue } from '@portal-sync/store';
import { z } from 'zod';
import { actorOf, writeAudit } from '../../actions/audit/write-audit.ts';
import { send } from '../../actions/send.ts';
import type { Deps } from '../../deps.ts';
import { agencyFaults } from '../../domain/agency/check-agency.ts';
import { agencies, agencyCardOf, needAgency } from '../../repos/agencies.ts';

export const changeAgency = defineRoute({
  id: 'changeAgency',
  method: 'PATCH',
  path: '/v1/agencies/{agencyId}',
  summary: 'Change the agency; says with If-Match which version was seen',
  who: { admin: 'agency' },
  params: z.object({ agencyId: id }),
  body: agencyChange,
  // A logo of 64 kB, as text.
  bodyLimit: 160 * 1024,
  answers: { 200: agency },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    if (request.params.agencyId !== agencyId) throw new AppError('not-found');
    const issues = agencyFaults(request.body);
    if (issues.length > 0) throw new AppError('invalid', { issues });
    const after = await deps.store.transaction(async (tx) => {
      const before = await needAgency(tx, agencyId);
      checkIfMatch(request, before.version);
      const given = Object.fromEntries(Object.entries(request.body).filter(([, value]) => value !== undefined));
      const now = deps.clock.now();
      const rolesChanged = request.body.rolesThatConnect !== undefined;
      const changed = { ...before, ...given, version: before.version + 1 };
      await tx.put(agencies, rolesChanged ? markDue(changed, now, now) : changed);
      send(tx, deps, agencyChanged, { agencyId, version: changed.version });
      await writeAudit(tx, deps, { agencyId, kind: 'agency.changed', actor: actorOf(request.caller), details: { fields: Object.keys(given) } });
      return changed;
    });
    return { status: 200, headers: { etag: etagOf(after.version) }, body: agencyCardOf(after) };
  },
});
