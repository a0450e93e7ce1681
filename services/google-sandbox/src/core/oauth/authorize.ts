import type { Account } from '../accounts.ts';
import { findAccount } from '../accounts.ts';
import type { World } from '../world.ts';
import { isError, readAuthRequest } from './auth-request.ts';
import type { AuthError, AuthRequest, Query } from './auth-request.ts';
import { issueCode } from './issue-code.ts';
import { grantKey } from './records.ts';
import { isSignInScope } from './scopes.ts';

/** What the person has said so far, page by page. */
export interface Answers {
  /** E-mail or `sub` of the chosen account. */
  readonly account?: string | undefined;
  /** Whether the sign-in page was passed. */
  readonly signIn?: boolean | undefined;
  readonly decision?: 'allow' | 'deny' | undefined;
  /** The ticked boxes. */
  readonly scopes?: readonly string[] | undefined;
  readonly userAgent?: string | undefined;
}

/** A box of the consent page, or a line of it where nothing can be ticked. */
export interface Box {
  readonly scope: string;
  readonly granted: boolean;
}

/** What happens next: a page, or the way back to the app. */
export type AuthStep =
  | AuthError
  | { readonly kind: 'redirect'; readonly location: string }
  | { readonly kind: 'choose'; readonly request: AuthRequest; readonly accounts: readonly Account[] }
  | { readonly kind: 'sign-in'; readonly request: AuthRequest; readonly account: Account; readonly scopes: readonly string[] }
  | { readonly kind: 'consent'; readonly request: AuthRequest; readonly account: Account; readonly boxes: readonly Box[]; readonly tickable: boolean };

/** The app's address with an answer; whatever query it had stays. */
export function answerUrl(redirectUri: string, params: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(redirectUri);
  for (const [key, value] of Object.entries(params)) if (value !== undefined) url.searchParams.append(key, value);
  return url.toString();
}

const back = (world: World, request: AuthRequest, params: Readonly<Record<string, string | undefined>>): AuthStep => ({
  kind: 'redirect',
  location: answerUrl(request.redirectUri, { state: request.state, iss: world.issuer, ...params }),
});

/** Why this account may not use this app, as a page of Google's. */
function accountRefusal(request: AuthRequest, account: Account): AuthError | undefined {
  const { client } = request;
  const page = (status: number, error: string, message: string): AuthError => ({ kind: 'error', status, error, message });
  if (account.disabled) return page(403, 'account_disabled', 'This account has been disabled.');
  if (client.internalTo !== undefined && account.hd !== client.internalTo) {
    return page(403, 'org_internal', `${client.brandName} is restricted to users within its organization.`);
  }
  if (account.blockedClients.includes(client.clientId)) {
    return page(400, 'admin_policy_enforced', `Access to your account data is restricted by policies within your organization. Please contact the administrator of your organization for more information.`);
  }
  const testers = client.testUsers;
  if (client.status === 'testing' && testers && !testers.some((email) => email.toLowerCase() === account.email.toLowerCase())) {
    return page(403, 'access_denied', `${client.brandName} has not completed the Google verification process. The app is currently being tested, and can only be accessed by developer-approved testers.`);
  }
  return undefined;
}

function chooseAccount(world: World, request: AuthRequest, answers: Answers): Account | AuthStep {
  const named = answers.account ?? (request.prompt.has('select_account') ? undefined : request.loginHint);
  const account = named === undefined ? undefined : findAccount(world, named);
  if (account) return account;
  if (request.prompt.has('none')) return back(world, request, { error: 'interaction_required' });
  const all = [...world.state.accounts.values()].filter(({ hd }) => request.hd === undefined || request.hd === hd);
  const hinted = (one: Account) => one.email === request.loginHint || one.sub === request.loginHint;
  return { kind: 'choose', request, accounts: all.sort((a, b) => Number(hinted(b)) - Number(hinted(a))) };
}

/**
 * One step of Google's authorization, from the request and everything answered so far: the pages, the control API and the
 * tests all walk through here. https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function authorize(world: World, query: Query, answers: Answers): AuthStep {
  const request = readAuthRequest(world, query);
  if (isError(request)) return request;
  if (/; wv\)|\bFBAN\b|\bInstagram\b/.test(answers.userAgent ?? '')) {
    return { kind: 'error', status: 403, error: 'disallowed_useragent', message: "This app doesn't comply with Google's secure browsers policy." };
  }
  const account = chooseAccount(world, request, answers);
  if ('kind' in account) return account;
  return accountRefusal(request, account) ?? consentStep(world, request, account, answers);
}

function consentStep(world: World, request: AuthRequest, account: Account, answers: Answers): AuthStep {
  const granted = new Set(world.state.grants.get(grantKey(request.client.projectNumber, account.sub))?.scopes ?? []);
  const asksAgain = request.prompt.has('consent');
  const isNew = (scope: string) => asksAgain || !granted.has(scope);
  const signIn = request.scopes.filter((scope) => isSignInScope(scope) && isNew(scope));
  const wanted = request.scopes.filter((scope) => !isSignInScope(scope));
  const boxes = wanted.filter(isNew);
  const shown = signIn.length > 0 || boxes.length > 0;
  if (shown && request.prompt.has('none')) return back(world, request, { error: 'consent_required' });
  if (answers.decision === 'deny') return back(world, request, { error: 'access_denied' });
  if (signIn.length > 0 && !answers.signIn && answers.decision !== 'allow') return { kind: 'sign-in', request, account, scopes: signIn };
  // Boxes exist only where more than one scope beside the sign-in ones is asked for, and never for a trusted app.
  const tickable = wanted.length > 1 && !account.trustedClients.includes(request.client.clientId);
  if (boxes.length > 0 && answers.decision !== 'allow') {
    return { kind: 'consent', request, account, tickable, boxes: boxes.map((scope) => ({ scope, granted: granted.has(scope) })) };
  }
  const ticked = new Set(answers.scopes ?? []);
  const given = request.scopes.filter((scope) => isSignInScope(scope) || !isNew(scope) || !tickable || ticked.has(scope));
  const code = issueCode(world, request, account, given, shown);
  return back(world, request, { code, scope: given.join(' '), authuser: '0', ...(account.hd === undefined ? {} : { hd: account.hd }), prompt: shown ? 'consent' : 'none' });
}
