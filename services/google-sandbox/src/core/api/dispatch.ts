import { bearerOf, certs, configuration, pemCerts, tokeninfo, userinfo } from '../oauth/api/identity.ts';
import { revoke } from '../oauth/api/revoke.ts';
import { token } from '../oauth/api/token.ts';
import { METHOD_SCOPES } from '../oauth/method-scopes.ts';
import { OAuthError } from '../oauth/oauth-error.ts';
import { shortScope } from '../oauth/scopes.ts';
import { liveAccessToken } from '../oauth/tokens.ts';
import type { Caller } from '../calendar/access.ts';
import { faultError } from '../ledger/fault-error.ts';
import type { FaultEffect } from '../ledger/faults.ts';
import { spendQuota } from '../ledger/quota.ts';
import type { World } from '../world.ts';
import { CALENDAR_ROUTES } from './calendar-routes.ts';
import type { CalendarRoute } from './calendar-routes.ts';
import { formBody } from './body.ts';
import { GoogleError } from './google-error.ts';
import { matchTemplate, segmentsOf } from './match.ts';
import { insufficientScope, invalidCredentials, loginRequired } from './refusals.ts';
import type { ApiRequest } from './request.ts';
import type { Reply } from './route.ts';

/** A request whose method is known: who calls, what for, and how to do it. */
export interface Operation {
  readonly operation: string;
  readonly template: string;
  readonly args: Readonly<Record<string, string>>;
  readonly caller: Caller | undefined;
  readonly project: string;
  readonly run: (stale: boolean) => Reply;
  /** How a fault refuses in this method's own dialect. */
  readonly refuse: (effect: FaultEffect) => Error;
}

const API = '/calendar/v3/';

type OAuthHandler = (world: World, request: ApiRequest) => Reply;

const OAUTH: Readonly<Record<string, { operation: string; handle: OAuthHandler }>> = {
  'POST /token': { operation: 'oauth.token', handle: token },
  'POST /revoke': { operation: 'oauth.revoke', handle: revoke },
  'GET /oauth2/v3/userinfo': { operation: 'oauth.userinfo', handle: userinfo },
  'POST /oauth2/v3/userinfo': { operation: 'oauth.userinfo', handle: userinfo },
  'GET /v1/userinfo': { operation: 'oauth.userinfo', handle: userinfo },
  'GET /oauth2/v3/certs': { operation: 'oauth.certs', handle: certs },
  'GET /oauth2/v1/certs': { operation: 'oauth.certs', handle: pemCerts },
  'GET /.well-known/openid-configuration': { operation: 'oauth.configuration', handle: configuration },
  'GET /tokeninfo': { operation: 'oauth.tokeninfo', handle: tokeninfo },
  'POST /tokeninfo': { operation: 'oauth.tokeninfo', handle: tokeninfo },
};

/** Whether this path belongs to the core rather than to a page or the control API. */
export const isApiPath = (path: string): boolean =>
  path.startsWith(API) || Object.keys(OAUTH).some((key) => key.slice(key.indexOf(' ') + 1) === path);

const oauthFault = (effect: FaultEffect): Error =>
  new OAuthError(effect.status ?? 400, effect.reason ?? ((effect.status ?? 400) >= 500 ? 'internal_failure' : 'invalid_grant'), effect.message);

function findOAuth(world: World, request: ApiRequest): Operation | undefined {
  const found = OAUTH[`${request.method} ${request.path}`];
  if (!found) return undefined;
  const form = request.method === 'POST' ? formBody(request) : {};
  const refreshing = found.operation === 'oauth.token' && form['grant_type'] === 'refresh_token';
  const held = world.state.tokens.get(form['refresh_token'] ?? form['token'] ?? bearerOf(request) ?? '');
  const caller = held ? { sub: held.sub, clientId: held.clientId, project: held.project, scopes: held.scopes } : undefined;
  const operation = refreshing ? 'oauth.token.refresh' : found.operation;
  return { operation, template: request.path, args: {}, caller, project: held?.project ?? '', refuse: oauthFault, run: () => found.handle(world, request) };
}

function findRoute(request: ApiRequest): { route: CalendarRoute; args: Record<string, string> } | undefined {
  const segments = segmentsOf(request.path.slice(API.length));
  if (!segments) return undefined;
  for (const route of CALENDAR_ROUTES) {
    if (route.method !== request.method) continue;
    const args = matchTemplate(route.template, segments);
    if (args) return { route, args };
  }
  return undefined;
}

/** Token, scope and quota of a Calendar call, in the order in which Google refuses. */
function admit(world: World, operation: string, caller: Caller | undefined, request: ApiRequest): Caller {
  if (!caller) throw bearerOf(request) === undefined ? loginRequired() : invalidCredentials();
  const allowed = METHOD_SCOPES[operation] ?? [];
  if (!caller.scopes.some((scope) => allowed.includes(shortScope(scope)))) throw insufficientScope(operation);
  spendQuota(world, caller.project, caller.sub);
  return caller;
}

function findCalendar(world: World, request: ApiRequest): Operation | undefined {
  const found = findRoute(request);
  if (!found) return undefined;
  const { route, args } = found;
  const held = liveAccessToken(world, bearerOf(request) ?? '');
  const caller = held && { sub: held.sub, clientId: held.clientId, project: held.project, scopes: held.scopes };
  const project = caller?.project ?? '0';
  return {
    operation: route.operation,
    template: `${API}${route.template}`,
    args,
    caller,
    project,
    refuse: (effect) => faultError(effect, project),
    run: (stale) => route.handle({ world, request, args, stale, caller: admit(world, route.operation, caller, request) }),
  };
}

/** Finds the method a request names; undefined where this Google has none. */
export function findOperation(world: World, request: ApiRequest): Operation | undefined {
  return request.path.startsWith(API) ? findCalendar(world, request) : findOAuth(world, request);
}

/** What is said about a path or method that is not there. */
export const noSuchMethod = (request: ApiRequest): GoogleError =>
  new GoogleError(404, 'notFound', `The method ${request.method} ${request.path} does not exist in this Google.`);
