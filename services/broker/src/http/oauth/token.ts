import { AppError } from '@portal-sync/kernel';
import { defineRoute, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import { redeemCode } from '../../actions/sign-in/redeem-code.ts';
import { refreshSession } from '../../actions/sign-in/refresh-session.ts';
import type { Deps } from '../../deps.ts';
import { ACCESS_TOKEN_S, platformClaims, serviceClaims } from '../../domain/sign-in/token-claims.ts';
import { agencyClient, serviceClient } from './authenticate-client.ts';
import { exchangeToken, TOKEN_EXCHANGE } from './exchange-token.ts';
import { field, form, needField, type Form } from './form.ts';
import { issuerOf, type Issuer } from './issuer-of.ts';

type Headers = Readonly<Record<string, string | undefined>>;

export const token = defineRoute({
  id: 'postToken',
  method: 'POST',
  path: '/oauth2/token',
  summary: 'Token endpoint, RFC 6749: authorization_code, refresh_token, client_credentials; token exchange for our own services',
  who: 'anyone',
  body: form,
  consumes: 'application/x-www-form-urlencoded',
  errors: 'oauth',
  // Secrets are too long to guess, and all our own services come from a few addresses: this only stops a flood.
  rateLimit: 600_000,
  answers: { 200: z.looseObject({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.number() }), 400: z.looseObject({ error: z.string() }) },
  async handle(request, deps: Deps) {
    const issuer = await issuerOf(deps, request.headers);
    const answer = issuer.kind === 'agency' ? await atAgency(deps, issuer, request.headers, request.body) : await atBroker(deps, issuer, request.headers, request.body);
    return { ...answer, headers: { ...answer.headers, pragma: 'no-cache' } };
  },
});

/** An agency's issuer: people, and the agency's own systems. */
async function atAgency(deps: Deps, issuer: Extract<Issuer, { kind: 'agency' }>, headers: Headers, posted: Form): Promise<PlainResponse> {
  const grant = needField(posted, 'grant_type');
  const client = await agencyClient(deps, issuer.agencyId, headers, posted);
  const about = { agencyId: issuer.agencyId, issuer: issuer.origin, clientId: client.clientId };
  checkResource(posted, issuer.origin);
  switch (grant) {
    case 'authorization_code': {
      const asked = { ...about, code: needField(posted, 'code'), redirectUri: field(posted, 'redirect_uri'), codeVerifier: needField(posted, 'code_verifier') };
      return { status: 200, body: await redeemCode(deps, asked) };
    }
    case 'refresh_token':
      return { status: 200, body: await refreshSession(deps, { ...about, refreshToken: needField(posted, 'refresh_token') }) };
    case 'client_credentials': {
      if (client.kind !== 'platform') throw new AppError('forbidden', { detail: 'this client may not use this grant' });
      const claims = platformClaims({ ...about, jti: deps.makeId(), now: deps.clock.now() }, issuer.agencyId);
      return { status: 200, body: bearer(await deps.signer.sign(claims, 'at+jwt')) };
    }
    case TOKEN_EXCHANGE:
      // Google tokens are for our own connector alone; to others every connection is unknown.
      throw new AppError('bad-request', { detail: 'the subject is not known', extra: { error: 'invalid_target' } });
    default:
      throw unsupported();
  }
}

/** The broker's own issuer: our services. */
async function atBroker(deps: Deps, issuer: Issuer, headers: Headers, posted: Form): Promise<PlainResponse> {
  switch (needField(posted, 'grant_type')) {
    case 'client_credentials': {
      checkResource(posted, 'internal');
      const clientId = serviceClient(deps, headers, posted);
      const claims = serviceClaims({ issuer: issuer.origin, clientId, jti: deps.makeId(), now: deps.clock.now() });
      return { status: 200, body: bearer(await deps.signer.sign(claims, 'at+jwt')) };
    }
    case TOKEN_EXCHANGE:
      return exchangeToken(deps, headers, posted);
    default:
      throw unsupported();
  }
}

/** RFC 8707: one audience per token, and each issuer has one. */
function checkResource(posted: Form, only: string): void {
  const asked = [posted['resource'] ?? []].flat();
  if (asked.some((resource) => resource !== only)) throw new AppError('bad-request', { detail: 'there is no such resource', extra: { error: 'invalid_target' } });
}

const bearer = (accessToken: string) => ({ access_token: accessToken, token_type: 'Bearer', expires_in: ACCESS_TOKEN_S });

const unsupported = (): AppError => new AppError('bad-request', { detail: 'there is no such grant here', extra: { error: 'unsupported_grant_type' } });
