import { defineRoute } from '@portal-sync/runtime';
import { AppError } from '@portal-sync/kernel';
import { endSignIn } from '../../actions/sign-in/refresh-session.ts';
import type { Deps } from '../../deps.ts';
import { agencyClient } from './authenticate-client.ts';
import { form, needField } from './form.ts';
import { issuerOf } from './issuer-of.ts';

export const revoke = defineRoute({
  id: 'postRevoke',
  method: 'POST',
  path: '/oauth2/revoke',
  summary: 'End a sign-in by its refresh token, RFC 7009. An access token cannot be taken back: it lives five minutes',
  who: 'anyone',
  body: form,
  consumes: 'application/x-www-form-urlencoded',
  errors: 'oauth',
  answers: { 200: undefined },
  async handle(request, deps: Deps) {
    const issuer = await issuerOf(deps, request.headers);
    if (issuer.kind !== 'agency') throw new AppError('not-found');
    const client = await agencyClient(deps, issuer.agencyId, request.headers, request.body);
    await endSignIn(deps, { agencyId: issuer.agencyId, clientId: client.clientId, refreshToken: needField(request.body, 'token') });
    return { status: 200 };
  },
});
