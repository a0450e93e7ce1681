import { reachOf, type Caller } from '@portal-sync/contracts';
import { AppError, ERROR_KINDS, isRetriable, systemTimers, type Clock, type Log, type MakeId, type Timers } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { PlainRequest, PlainResponse, Route } from '../route.ts';
import { AnswerFault, answerFault } from './answer-fault.ts';
import { plainErrorPage, type ErrorPage } from './error-page.ts';
import { runOnce } from './idempotency.ts';
import { callerKey, type Authenticate, type Incoming } from './incoming.ts';
import { createRouteTable } from './match-route.ts';
import { toOAuthError } from './oauth-error.ts';
import { parseBody } from './parse-body.ts';
import { parseBodyValue, parseParams, parseQuery } from './parse-input.ts';
import { problemResponse, toProblem } from './problem.ts';
import { checkRoutes } from './route-faults.ts';

export interface PipelineOptions<D> {
  readonly routes: readonly Route<D>[];
  readonly deps: D;
  readonly authenticate: Authenticate;
  readonly log: Log;
  readonly clock: Clock;
  /** Where idempotency keys stand; its collections must hold `collectionsOfRuntime`. Without it the header is ignored. */
  readonly store?: Store | undefined;
  /** Hold idempotency keys while their requests run. The machine's by default. */
  readonly timers?: Timers | undefined;
  /** Draws errors of routes with `errors: 'page'`. */
  readonly errorPage?: ErrorPage | undefined;
  /** Compare every answer with what its route declares, and throw where it differs. For tests. */
  readonly checkAnswers?: boolean | undefined;
}

/** What differs between a socket and a function call. */
export interface Transport {
  /** Set when the caller is known without a token. */
  readonly caller?: Caller | undefined;
  /** Counts this request against the key's limit; rejects with `too-many-requests`. */
  admit(route: Route<never>, key: string, caller: Caller): Promise<void>;
  hasBody(): boolean;
  /** Rejects with `unsupported-media-type`, or with `too-large` beyond the route's limit: before reading where the length is announced. */
  readBody(route: Route<never>): Promise<Uint8Array>;
}

export interface Pipeline {
  /** The answer, or undefined when no route has this path. Never rejects, save for an answer that `checkAnswers` refuses. */
  answer(incoming: Incoming, transport: Transport): Promise<PlainResponse | undefined>;
}

/** The way of every request: match, who, body, shapes, once, handle; and of every error. One code for sockets and function calls. */
export function createPipeline<D>(options: PipelineOptions<D>): Pipeline {
  checkRoutes(options.routes as readonly Route<never>[]);
  const table = createRouteTable(options.routes);
  return {
    async answer(incoming, transport) {
      const url = new URL(incoming.url, 'http://host.invalid');
      let route: Route<D> | undefined;
      try {
        const match = table.match(incoming.method, url.pathname);
        if (match.kind === 'unknown') return undefined;
        if (match.kind === 'other-method') return otherMethod(match.allow, incoming.requestId);
        route = match.route;
        return await answerRoute(options, route, match.params, url, incoming, transport);
      } catch (error) {
        if (error instanceof AnswerFault) throw error;
        return answerError(options, route, error, incoming);
      }
    },
  };
}

async function answerRoute<D>(
  options: PipelineOptions<D>,
  route: Route<D>,
  params: Readonly<Record<string, string>>,
  url: URL,
  incoming: Incoming,
  transport: Transport,
): Promise<PlainResponse> {
  const plainRoute = route as Route<never>;
  const caller = await findCaller(options, plainRoute, incoming, transport);
  await transport.admit(plainRoute, callerKey(caller, incoming.remote), caller);
  const reach = reachOf(route.who, caller);
  if (reach === undefined) throw new AppError(caller.kind === 'anyone' ? 'not-signed-in' : 'forbidden');
  const bytes = await takeBody(plainRoute, transport);
  const request = {
    ...incoming,
    params: parseParams(plainRoute, params),
    query: parseQuery(plainRoute, url.searchParams),
    body: route.body === undefined ? undefined : parseBodyValue(plainRoute, parseBody(route.consumes, bytes)),
    caller,
    reach,
  } as unknown as PlainRequest<never, never, never>;
  const run = async (makeId?: MakeId): Promise<PlainResponse> => {
    const response = await route.handle(request, makeId === undefined ? options.deps : { ...options.deps, makeId });
    const fault = options.checkAnswers === true ? answerFault(plainRoute, response) : undefined;
    if (fault !== undefined) throw new AnswerFault(fault);
    return response;
  };
  const key = incoming.headers['idempotency-key'];
  if (!route.idempotent || key === undefined || options.store === undefined) return run();
  const scope = `${callerKey(caller, incoming.remote)} ${route.id}`;
  const { store, clock, log, timers = systemTimers } = options;
  return runOnce({ store, clock, log, timers }, { scope, key, url: incoming.url, body: bytes }, run);
}

/** Routes for anyone never look at a token: OAuth endpoints use the same header for the OAuth client's own secret. */
async function findCaller<D>(options: PipelineOptions<D>, route: Route<never>, incoming: Incoming, transport: Transport): Promise<Caller> {
  if (transport.caller !== undefined) return transport.caller;
  if (route.who === 'anyone') return { kind: 'anyone' };
  try {
    return await options.authenticate(incoming.headers['authorization'], incoming);
  } catch (error) {
    // Guessing tokens counts against the guesser's address.
    await transport.admit(route, callerKey({ kind: 'anyone' }, incoming.remote), { kind: 'anyone' });
    throw error;
  }
}

async function takeBody(route: Route<never>, transport: Transport): Promise<Uint8Array> {
  if (route.body === undefined) {
    if (transport.hasBody() && route.errors === 'problem') {
      throw new AppError('bad-request', { issues: [{ path: 'body', message: 'this route takes no body' }] });
    }
    return new Uint8Array();
  }
  return transport.hasBody() ? transport.readBody(route) : new Uint8Array();
}

function answerError<D>(options: PipelineOptions<D>, route: Route<D> | undefined, error: unknown, incoming: Incoming): PlainResponse | Promise<PlainResponse> {
  const problem = toProblem(error, incoming.requestId);
  const known = error instanceof AppError;
  const fields = { requestId: incoming.requestId, route: route?.id, status: problem.status };
  // Something that we need is away, and tells so itself: a line for each request, without its stack.
  if (known && error.code === 'unavailable') options.log.warn({ ...fields, reason: [error.message, ...causesOf(error)].join(': ') }, 'request refused for the moment');
  else if (problem.status >= 500) options.log.error({ ...fields, error, retriable: isRetriable(error) }, 'request failed');
  else options.log.debug({ ...fields, code: known ? error.code : 'internal' }, 'request refused');
  if (route?.errors === 'oauth') return toOAuthError(error);
  if (route?.errors === 'page') return (options.errorPage ?? plainErrorPage)(problem, incoming);
  return problemResponse(problem, incoming.headers['authorization'] !== undefined);
}

function causesOf(error: Error): readonly string[] {
  return error.cause instanceof Error ? [error.cause.message, ...causesOf(error.cause)] : [];
}

function otherMethod(allow: readonly string[], requestId: string): PlainResponse {
  const names = allow.includes('GET') ? ['HEAD', ...allow] : allow;
  const answer = problemResponse(toProblem(new AppError('method-not-allowed'), requestId), false);
  return { ...answer, status: ERROR_KINDS['method-not-allowed'].status, headers: { ...answer.headers, allow: names.join(', ') } };
}
