import type { Caller, Who } from '@portal-sync/contracts';
import type { z } from 'zod';

/** A request as plain data: what a route sees, from a socket, a test or a simulation alike. */
export interface PlainRequest<P = Record<string, string>, Q = Record<string, unknown>, B = unknown> {
  readonly method: string;
  /** Path and query as sent, e.g. `/v1/runs?limit=5`. */
  readonly url: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly caller: Caller;
  /** How far the caller reaches on this route, by its `who` table. */
  readonly reach: 'open' | 'own' | 'agency';
  readonly requestId: string;
  /** Remote address, for rate limits and audit; `internal` when called as a function. */
  readonly remote: string;
}

/** An answer as plain data. An object body becomes JSON; a string is sent as it is with the given content type. */
export interface PlainResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A route is a value: what it is called, who may call it, the shapes in and out, and a function from plain request to plain response. */
export interface Route<D> {
  /** Unique in the service; operationId in OpenAPI. camelCase verb + noun. */
  readonly id: string;
  readonly method: Method;
  /** `/v1/appointments/{appointmentId}` */
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  readonly params: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  /** `application/json` by default; form posts are `application/x-www-form-urlencoded`. */
  readonly consumes: 'application/json' | 'application/x-www-form-urlencoded' | 'application/x-ndjson';
  /** Status to Zod schema of the body (undefined: no body or not JSON). Problem documents need not be listed. */
  readonly answers: Readonly<Record<number, z.ZodType | undefined>>;
  /** Body limit in bytes; default 64 KiB. */
  readonly bodyLimit: number;
  /** Requests per minute and caller; undefined takes the service's default. */
  readonly rateLimit: number | undefined;
  /** POST routes that create something honour `Idempotency-Key` (the answer is kept for 24 h). */
  readonly idempotent: boolean;
  /** How errors are written: problem details (RFC 9457), or OAuth's form (RFC 6749 section 5.2), or an HTML page. */
  readonly errors: 'problem' | 'oauth' | 'page';
  handle(request: PlainRequest<never, never, never>, deps: D): Promise<PlainResponse>;
}

type Out<S, Default> = S extends z.ZodType ? z.output<S> : Default;

export interface RouteSpec<D, P extends z.ZodType | undefined, Q extends z.ZodType | undefined, B extends z.ZodType | undefined> {
  id: string;
  method: Method;
  path: string;
  summary: string;
  who: Who;
  params?: P;
  query?: Q;
  body?: B;
  consumes?: Route<D>['consumes'];
  answers: Readonly<Record<number, z.ZodType | undefined>>;
  bodyLimit?: number;
  rateLimit?: number;
  idempotent?: boolean;
  errors?: Route<D>['errors'];
  handle(request: PlainRequest<Out<P, Record<string, string>>, Out<Q, Record<string, never>>, Out<B, undefined>>, deps: D): Promise<PlainResponse>;
}

/** Declares a route; shapes of params, query and body reach `handle` parsed and typed. */
export function defineRoute<
  D,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(spec: RouteSpec<D, P, Q, B>): Route<D> {
  return {
    ...spec,
    params: spec.params,
    query: spec.query,
    body: spec.body,
    consumes: spec.consumes ?? 'application/json',
    bodyLimit: spec.bodyLimit ?? 64 * 1024,
    rateLimit: spec.rateLimit,
    idempotent: spec.idempotent ?? false,
    errors: spec.errors ?? 'problem',
    handle: spec.handle as Route<D>['handle'],
  };
}
