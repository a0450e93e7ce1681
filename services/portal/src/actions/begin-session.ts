import { AppError, randomToken, sha256 } from '@portal-sync/kernel';
import { jwtVerify } from 'jose';
import type { Deps } from '../deps.ts';
import { IDLE_MS, sessions } from '../repos/sessions.ts';
import type { SignIn } from '../repos/sign-ins.ts';
import { askForTokens, signInClient } from './ask-for-tokens.ts';
import { endSession } from './end-sessions.ts';
import { tokenFields } from './session-tokens.ts';

/** Redeems the code of a sign-in and begins a session under a new token, which it returns. Undefined: the code is spent. The browser's old session ends. */
export async function beginSession(deps: Deps, { signIn, code, oldCookie }: { signIn: SignIn; code: string; oldCookie: string | undefined }): Promise<string | undefined> {
  const given = await askForTokens(deps, signIn, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${signIn.origin}/sign-in/done`,
    code_verifier: deps.seal.open(`sign-in/${signIn.id}`, signIn.verifier),
  });
  if (given === undefined) return undefined;
  const subject = await subjectOf(deps, signIn, given.id_token);
  const token = randomToken(deps.random);
  const about = { id: sha256(token), agencyId: signIn.agencyId, origin: signIn.origin };
  const fields = await tokenFields(deps, about, given, null);
  if (fields.userId !== subject) throw new AppError('upstream-failed', { cause: new Error('id token and access token name two persons') });
  const now = deps.clock.now();
  await deps.store.insert(sessions, { ...about, ...fields, renewing: null, connects: [], createdAt: now, until: now + IDLE_MS });
  if (oldCookie !== undefined && oldCookie !== '') await endSession(deps, sha256(oldCookie));
  return token;
}

/** Checks an id token (OpenID Connect Core section 3.1.3.7) and says whom it names. */
async function subjectOf(deps: Deps, signIn: SignIn, idToken: string | undefined): Promise<string> {
  if (idToken === undefined) throw new AppError('upstream-failed', { cause: new Error('no id token came') });
  const { payload } = await jwtVerify(idToken, deps.jwks, {
    algorithms: ['ES256'],
    issuer: signIn.origin,
    audience: signInClient(deps, signIn.agencyId).id,
    requiredClaims: ['sub', 'nonce', 'iat', 'exp'],
    currentDate: new Date(deps.clock.now()),
    clockTolerance: 5,
  }).catch((cause: unknown) => {
    throw new AppError('upstream-failed', { cause });
  });
  if (payload['nonce'] !== signIn.nonce) throw new AppError('upstream-failed', { cause: new Error('the id token is of another sign-in') });
  return payload.sub ?? '';
}
