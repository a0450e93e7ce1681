import { makePkceVerifier, pkceChallengeOf } from '@portal-sync/auth';
import { randomToken, sha256 } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { signInClient } from '../actions/ask-for-tokens.ts';
import type { Deps } from '../deps.ts';
import { setCookie } from '../domain/cookies.ts';
import { localPath } from '../domain/local-path.ts';
import { SIGN_IN_MS, signIns } from '../repos/sign-ins.ts';
import { askedAgency } from './asked-agency.ts';

/** Sends the browser to the agency's authorization endpoint: code flow with PKCE S256, state and nonce (OpenID Connect Core section 3.1.2.1). */
export const startSignIn = defineRoute({
  id: 'startSignIn',
  method: 'GET',
  path: '/sign-in/start',
  summary: 'Begin signing in',
  who: 'anyone',
  query: z.object({ to: z.string().max(500).optional(), invitation: z.string().max(300).optional() }),
  answers: { 302: undefined },
  errors: 'page',
  async handle(request, deps: Deps) {
    const { agency, address } = await askedAgency(deps, request.headers);
    const client = signInClient(deps, agency.id);
    const [state, nonce, browser] = [randomToken(deps.random), randomToken(deps.random), randomToken(deps.random)];
    const verifier = makePkceVerifier(deps.random);
    const id = sha256(state);
    await deps.store.insert(signIns, {
      id,
      agencyId: agency.id,
      origin: address.origin,
      browser: sha256(browser),
      nonce,
      verifier: deps.seal.seal(`sign-in/${id}`, verifier),
      to: localPath(request.query.to),
      until: deps.clock.now() + SIGN_IN_MS,
    });
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: client.id,
      redirect_uri: `${address.origin}/sign-in/done`,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: pkceChallengeOf(verifier),
      code_challenge_method: 'S256',
      ...(request.query.invitation === undefined ? {} : { invitation: request.query.invitation }),
    });
    return {
      status: 302,
      headers: {
        'location': `${address.origin}/oauth2/authorize?${query}`,
        'set-cookie': setCookie('signing-in', browser, { secure: address.secure, maxAgeS: SIGN_IN_MS / 1000 }),
      },
    };
  },
});
