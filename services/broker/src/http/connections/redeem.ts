import { agencyCaller } from '@portal-sync/auth';
import { connection, redeemConnectSession } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { redeemSession } from '../../actions/connect/redeem-session.ts';
import type { Deps } from '../../deps.ts';
import { showConnection } from '../../repos/connections.ts';
import { openerOf, OPENER_WHO } from './opener-of.ts';
import { seesAccount } from './own-connection.ts';

export const redeem = defineRoute({
  id: 'redeemConnectSession',
  method: 'POST',
  path: '/v1/connect-sessions/redeem',
  summary: 'Turn a finished consent into a connection: only for who opened the session, with the code and the verifier',
  who: OPENER_WHO,
  body: redeemConnectSession,
  answers: { 200: connection },
  async handle(request, deps: Deps) {
    const caller = agencyCaller(request.caller);
    const made = await redeemSession(deps, { ...request.body, agencyId: caller.agencyId, opener: openerOf(caller) });
    return { status: 200, body: showConnection(made, seesAccount(caller, made)) };
  },
});
