import type { Http } from '@portal-sync/kernel';

export interface ClientOptions {
  /** The agency's API origin, e.g. `https://portal.agency.example`, without a slash at its end. */
  readonly origin: string;
  /** `fetch`, or whatever stands for it. */
  readonly http: Http;
  /** The value of the `Authorization` header, asked for before each request: `clientCredentials(...)`. Undefined: none is sent (a cookie does it). */
  readonly authorization?: (() => Promise<string>) | undefined;
}

/** One request as it stands on the wire, and whatever answer comes. */
export type Send = (method: string, path: string, init?: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string }) => Promise<Response>;

/** Sends requests to an agency's API with the caller's authorization. For those who look at answers themselves; everybody else takes `createClient`. */
export const createSend = ({ origin, http, authorization }: ClientOptions): Send => async (method, path, { headers = {}, body } = {}) =>
  http(`${origin}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      ...(authorization === undefined ? {} : { authorization: await authorization() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
