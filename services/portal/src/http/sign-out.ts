import { defineRoute } from '@portal-sync/runtime';
import { endSession } from '../actions/end-sessions.ts';
import { findSession } from '../actions/find-session.ts';
import type { Deps } from '../deps.ts';
import { dropCookie } from '../domain/cookies.ts';
import { SIGNED_IN } from './authenticate.ts';
import { askedAgency } from './asked-agency.ts';

export const signOut = defineRoute({
  id: 'signOut',
  method: 'POST',
  path: '/portal/sign-out',
  summary: 'End this session',
  who: SIGNED_IN,
  answers: { 204: undefined },
  async handle(request, deps: Deps) {
    const { address } = await askedAgency(deps, request.headers);
    const session = await findSession(deps, request.headers);
    if (session !== undefined) await endSession(deps, session.id);
    return { status: 204, headers: { 'set-cookie': dropCookie('session', address.secure) } };
  },
});
