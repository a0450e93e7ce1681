import { agencyCaller } from '@portal-sync/auth';
import { connectSession, newConnectSession } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { openConnectSession } from '../../actions/connect/open-connect-session.ts';
import type { Deps } from '../../deps.ts';
import { openerOf, OPENER_WHO } from './opener-of.ts';

export const openSession = defineRoute({
  id: 'openConnectSession',
  method: 'POST',
  path: '/v1/connect-sessions',
  summary: 'Begin to connect a Google account; 409 with `reason` and `offer` where that cannot be done now',
  who: OPENER_WHO,
  body: newConnectSession,
  answers: { 201: connectSession },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const { connectionId, ...wanted } = request.body;
    // A person connects for themselves only: whoever redeems gets the calendar.
    if (caller.kind === 'user' && wanted.userId !== caller.userId) throw new AppError('not-found');
    const opened = await openConnectSession(deps, { ...wanted, connectionId: connectionId ?? null, agencyId: caller.agencyId, opener: openerOf(caller) });
    return { status: 201, body: opened };
  },
});
