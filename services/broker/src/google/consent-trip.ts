import { AppError, Secret } from '@portal-sync/kernel';
import { z } from 'zod';
import { ConsentStrategy, type Dance, type VerifierStore } from './consent-strategy.ts';
import { runStrategy, type StrategyOutcome } from './run-strategy.ts';

/** What to ask Google for. Never `include_granted_scopes`: Google would bring back an earlier, incomplete consent instead of the boxes. */
export interface TripPlan {
  readonly scopes: readonly string[];
  readonly nonce: string;
  /** Offline: a refresh token, and the boxes again. Online: who it is, nothing more. */
  readonly access: 'offline' | 'online';
  /** Address or `sub` of the account we expect. A hint: the person may choose another. */
  readonly loginHint: string | null;
}

export interface TripTokens {
  readonly accessToken: Secret;
  readonly refreshToken: Secret | undefined;
  readonly expiresInS: number;
  /** The scopes granted, as Google writes them. */
  readonly scope: string;
  readonly idToken: string;
}

const nothingKept: VerifierStore['verify'] = (_request, _state, _meta, done) => done(new Error('nothing is kept'));
const keepsNothing: VerifierStore['store'] = (_request, _verifier, _state, _meta, done) => done(new Error('keeps nothing'));

/** The address at Google to send the browser to. */
export async function beginTrip(dance: Dance, plan: TripPlan, keep: (verifier: string) => Promise<string>): Promise<string> {
  const strategy = new ConsentStrategy(dance, {
    verify: nothingKept,
    store: (_request, verifier, _state, _meta, done) => {
      keep(verifier).then((state) => done(null, state), done);
    },
  });
  const outcome = await runStrategy(strategy, {}, {
    scope: [...plan.scopes],
    nonce: plan.nonce,
    prompt: plan.access === 'offline' ? 'consent select_account' : 'select_account',
    ...(plan.access === 'offline' ? { accessType: 'offline' } : {}),
    ...(plan.loginHint === null ? {} : { loginHint: plan.loginHint }),
  });
  if (outcome.kind === 'redirect') return outcome.location;
  throw outcome.kind === 'failed' && outcome.error instanceof Error ? outcome.error : new AppError('internal', { detail: 'the trip to Google did not begin' });
}

/** Exchanges a code for tokens, with the verifier of the trip it came from. */
export async function finishTrip(dance: Dance, code: string, verifier: string): Promise<TripTokens> {
  const strategy = new ConsentStrategy(dance, {
    store: keepsNothing,
    verify: (_request, _state, _meta, done) => done(null, verifier),
  });
  // Our callback has consumed the state: passport gets the code alone.
  const outcome = await runStrategy(strategy, { code }, {});
  if (outcome.kind !== 'tokens') throw refused(outcome);
  const { accessToken, refreshToken, params } = outcome.raw;
  const read = answer.safeParse(params);
  if (!read.success) throw new AppError('upstream-failed', { detail: 'Google\'s answer was not complete.' });
  return {
    accessToken: new Secret(accessToken),
    refreshToken: refreshToken === undefined || refreshToken === '' ? undefined : new Secret(refreshToken),
    expiresInS: read.data.expires_in,
    scope: read.data.scope,
    idToken: read.data.id_token,
  };
}

const answer = z.object({ expires_in: z.number(), scope: z.string(), id_token: z.string() });

/** Only Google's word for the error goes on: the library's own errors carry whole answers. */
function refused(outcome: StrategyOutcome): AppError {
  const error = outcome.kind === 'failed' ? outcome.error : undefined;
  const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'no_answer';
  return new AppError('upstream-failed', { extra: { googleError: /^[a-z_]{1,40}$/.test(code) ? code : 'unknown' } });
}
