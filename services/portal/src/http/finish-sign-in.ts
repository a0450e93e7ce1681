import { AppError, sha256 } from '@portal-sync/kernel';
import { defineRoute, type PlainResponse } from '@portal-sync/runtime';
import { z } from 'zod';
import { beginSession } from '../actions/begin-session.ts';
import type { Deps } from '../deps.ts';
import { cookieValue, dropCookie, setCookie } from '../domain/cookies.ts';
import { signInFailure, type SignInFailure } from '../domain/sign-in-outcome.ts';
import { LONGEST_MS } from '../repos/sessions.ts';
import { signIns, type SignIn } from '../repos/sign-ins.ts';
import { askedAgency } from './asked-agency.ts';

const answer = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(2000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(500).optional(),
  iss: z.string().max(300).optional(),
});

/** Where the authorization endpoint sends the browser back: redeems the code and begins a new session, or says why not. */
export const finishSignIn = defineRoute({
  id: 'finishSignIn',
  method: 'GET',
  path: '/sign-in/done',
  summary: 'Come back from signing in',
  who: 'anyone',
  query: answer,
  answers: { 303: undefined },
  errors: 'page',
  async handle(request, deps: Deps) {
    const { address } = await askedAgency(deps, request.headers);
    const back = (why: SignInFailure): PlainResponse => ({
      status: 303,
      headers: { 'location': `/sign-in?why=${why}`, 'set-cookie': dropCookie('signing-in', address.secure) },
    });
    const signIn = await takeSignIn(deps, request.query.state, request.headers['cookie'], address);
    if (signIn === undefined) return back('expired');
    // RFC 9207: the answer must come from the issuer that was asked.
    if (request.query.iss !== undefined && request.query.iss !== address.origin) return back('failed');
    if (request.query.error !== undefined) return back(signInFailure(request.query.error, request.query.error_description));
    if (request.query.code === undefined) return back('failed');
    try {
      const token = await beginSession(deps, { signIn, code: request.query.code, oldCookie: cookieValue(request.headers['cookie'], 'session', address.secure) });
      if (token === undefined) return back('expired');
      const cookies = [setCookie('session', token, { secure: address.secure, maxAgeS: LONGEST_MS / 1000 }), dropCookie('signing-in', address.secure)];
      return { status: 303, headers: { 'location': signIn.to, 'set-cookie': cookies } };
    } catch (error) {
      deps.log.warn({ error, requestId: request.requestId }, 'signing in failed');
      return back(error instanceof AppError && error.code === 'unavailable' ? 'busy' : 'failed');
    }
  },
});

/** The sign-in this answer belongs to, used up: it must have been begun here, by this browser, a short while ago. */
async function takeSignIn(deps: Deps, state: string | undefined, cookies: string | undefined, address: { origin: string; secure: boolean }): Promise<SignIn | undefined> {
  const browser = cookieValue(cookies, 'signing-in', address.secure);
  if (state === undefined || browser === undefined) return undefined;
  const signIn = await deps.store.get(signIns, sha256(state));
  if (signIn === undefined || signIn.browser !== sha256(browser) || signIn.origin !== address.origin) return undefined;
  const first = await deps.store.remove(signIns, signIn.id);
  return first && signIn.until > deps.clock.now() ? signIn : undefined;
}
