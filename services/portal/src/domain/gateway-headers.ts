import { OUR_COOKIES, readCookies } from './cookies.ts';
import { isTokenless } from './gateway-table.ts';

/** Request headers that pass. Closed by default, so that no forwarding header, under whatever name, comes through. */
const PASSED_IN = [
  'accept', 'accept-language', 'content-type', 'content-length', 'if-match', 'if-none-match', 'idempotency-key', 'user-agent', 'x-request-id', 'traceparent',
] as const;

/** Response headers that do not pass: they speak of one connection only, or of the body as it was encoded on it. */
const KEPT_OUT = new Set([
  'connection', 'keep-alive', 'proxy-authenticate', 'trailer', 'transfer-encoding', 'upgrade', 'content-encoding', 'content-length', 'set-cookie', 'server',
  'x-powered-by', 'strict-transport-security',
]);

export interface PassedRequest {
  readonly path: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Where the browser or platform asked: `https://portal.agency.example` */
  readonly agencyOrigin: string;
  /** With a session cookie: the session's access token; without: none. */
  readonly sessionToken: string | undefined;
  readonly hasSessionCookie: boolean;
  /** Address of whoever asked, as we see it. */
  readonly remote: string;
}

/** What a service hears. Whose address it is we say ourselves: services count callers without a token by it. A session cookie puts its own token in the place of any that came along; without one the bearer's is passed on. */
export function upstreamHeaders(request: PassedRequest): Record<string, string> {
  const passed: Record<string, string> = { 'x-agency-origin': request.agencyOrigin, 'x-forwarded-for': request.remote, 'accept-encoding': 'identity' };
  for (const name of PASSED_IN) {
    const value = request.headers[name];
    if (value !== undefined) passed[name] = value;
  }
  const authorization = request.hasSessionCookie
    ? request.sessionToken === undefined ? undefined : `Bearer ${request.sessionToken}`
    : request.headers['authorization'];
  if (authorization !== undefined) passed['authorization'] = authorization;
  const cookies = isTokenless(request.path) ? readCookies(request.headers['cookie']).filter(([name]) => !OUR_COOKIES.has(name)) : [];
  if (cookies.length > 0) passed['cookie'] = cookies.map(([name, value]) => `${name}=${value}`).join('; ');
  return passed;
}

/** What the asker hears of a service's answer. Cookies are the OAuth endpoints' only, and never under our names. */
export function downstreamHeaders(path: string, headers: Iterable<readonly [string, string]>, setCookies: readonly string[]): Array<[string, string | string[]]> {
  const passed: Array<[string, string | string[]]> = [];
  for (const [name, value] of headers) {
    if (!KEPT_OUT.has(name.toLowerCase())) passed.push([name, value]);
  }
  const cookies = isTokenless(path) ? setCookies.filter((cookie) => !OUR_COOKIES.has(cookie.split('=')[0]?.trim() ?? '')) : [];
  if (cookies.length > 0) passed.push(['set-cookie', cookies]);
  return passed;
}
