import type { Caller } from '@portal-sync/contracts';
import { AppError, silentLog, systemClock, type Clock, type Log } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import type { PlainResponse, Route } from '../route.ts';
import type { ErrorPage } from './error-page.ts';
import type { Authenticate } from './incoming.ts';
import { bodyBytes, checkContentType } from './parse-body.ts';
import { createPipeline, type Pipeline, type Transport } from './pipeline.ts';

/** A request made by hand. */
export interface PlainCall {
  readonly method?: string;
  /** Path and query. */
  readonly url: string;
  /** Who calls; left out, `authenticate` is asked about the authorization header (none: anyone). */
  readonly caller?: Caller;
  /** A value, written as the route's content type says; or text, sent as it is. */
  readonly body?: unknown;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly remote?: string;
  readonly requestId?: string;
}

export interface CallOptions {
  readonly authenticate?: Authenticate;
  readonly store?: Store;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly errorPage?: ErrorPage;
}

const nobody: Authenticate = async (authorization) => {
  if (authorization === undefined) return { kind: 'anyone' };
  throw new AppError('not-signed-in');
};

/**
 * Calls a route as a function: the same matching, who-table, shapes and errors as over a socket, without Express and without rate limits.
 * An unknown path answers `{ status: 404 }`. Rejects only when an answer is not what its route declares.
 */
export function callRoute<D>(routes: readonly Route<D>[], deps: D, call: PlainCall, options: CallOptions = {}): Promise<PlainResponse> {
  const pipeline = createPipeline({
    routes,
    deps,
    authenticate: options.authenticate ?? nobody,
    log: options.log ?? silentLog,
    clock: options.clock ?? systemClock,
    store: options.store,
    errorPage: options.errorPage,
    checkAnswers: true,
  });
  return callPipeline(pipeline, call);
}

/** A plain call through a pipeline that stands already. */
export async function callPipeline(pipeline: Pipeline, call: PlainCall): Promise<PlainResponse> {
  const incoming = {
    method: call.method ?? 'GET',
    url: call.url,
    headers: call.headers ?? {},
    remote: call.remote ?? 'internal',
    requestId: call.requestId ?? 'call',
  };
  const transport: Transport = {
    caller: call.caller,
    admit: async () => undefined,
    hasBody: () => call.body !== undefined,
    async readBody(route) {
      if (incoming.headers['content-type'] !== undefined) checkContentType(route.consumes, incoming.headers);
      const bytes = bodyBytes(route.consumes, call.body);
      if (bytes.length > route.bodyLimit) throw new AppError('too-large');
      return bytes;
    },
  };
  return (await pipeline.answer(incoming, transport)) ?? { status: 404 };
}
