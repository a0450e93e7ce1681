import { agencyByOrigin, agencyCard, identityKey, id } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { agencyCardOf, agencyIdAt, identityKeyPlace, needAgency } from '../../repos/agencies.ts';

export const findAgency = defineRoute({
  id: 'findAgencyByOrigin',
  method: 'GET',
  path: '/internal/agencies',
  summary: 'Which agency an address belongs to',
  who: 'service',
  query: z.strictObject({ origin: z.string().max(300) }),
  answers: { 200: agencyByOrigin },
  async handle(request, deps: Deps) {
    const agencyId = await agencyIdAt(deps.store, request.query.origin);
    if (agencyId === undefined) throw new AppError('not-found');
    return { status: 200, body: { agencyId } };
  },
});

export const getAgencyCard = defineRoute({
  id: 'getAgencyCard',
  method: 'GET',
  path: '/internal/agencies/{agencyId}',
  summary: 'An agency\'s card',
  who: 'service',
  params: z.object({ agencyId: id }),
  answers: { 200: agencyCard },
  async handle(request, deps: Deps) {
    return { status: 200, body: agencyCardOf(await needAgency(deps.store, request.params.agencyId)) };
  },
});

/** The services that make or check marks under an agency's key. */
const KEY_HOLDERS = ['connector', 'matcher'];

export const getIdentityKey = defineRoute({
  id: 'getIdentityKey',
  method: 'GET',
  path: '/internal/agencies/{agencyId}/identity-key',
  summary: 'The key under which Google ids and marks of this agency are made; for the connector, and for the matcher\'s suppressions',
  who: 'service',
  params: z.object({ agencyId: id }),
  answers: { 200: identityKey },
  async handle(request, deps: Deps) {
    if (request.caller.kind !== 'service' || !KEY_HOLDERS.includes(request.caller.name)) throw new AppError('forbidden');
    const agency = await needAgency(deps.store, request.params.agencyId);
    const key = await deps.keys.open(agency.id, identityKeyPlace, agency.identityKey);
    return { status: 200, body: { key: key.reveal() } };
  },
});
