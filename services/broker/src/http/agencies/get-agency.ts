import { agencyCaller } from '@portal-sync/auth';
import { agency, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute, etagOf, isNotModified } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { agencyCardOf, needAgency } from '../../repos/agencies.ts';

export const getAgency = defineRoute({
  id: 'getAgency',
  method: 'GET',
  path: '/v1/agencies/{agencyId}',
  summary: 'The agency: brand, locale, roles that may connect, appointment types',
  who: { admin: 'agency', staff: 'agency', client: 'agency', prospect: 'agency', platform: 'agency' },
  params: z.object({ agencyId: id }),
  answers: { 200: agency, 304: undefined },
  async handle(request, deps: Deps) {
    if (request.params.agencyId !== agencyCaller(request.caller).agencyId) throw new AppError('not-found');
    const found = await needAgency(deps.store, request.params.agencyId);
    const headers = { etag: etagOf(found.version) };
    return isNotModified(request, found.version) ? { status: 304, headers } : { status: 200, headers, body: agencyCardOf(found) };
  },
});
