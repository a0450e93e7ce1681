import { lagReport } from '@portal-sync/contracts';
import { defineRoute, type Route } from '../route.ts';
import type { OperatorParts } from './operator-parts.ts';
import { readLag } from './read-lag.ts';

export const lagRoute = (parts: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'readLag',
    method: 'GET',
    path: '/internal/ops/lag',
    summary: 'Lag of every consumer, what waits in the outbox, and who holds a lease',
    who: 'operator',
    answers: { 200: lagReport },
    handle: async () => ({ status: 200, body: await readLag(parts) }),
  });
