/** A service behind the gateway. */
export type Upstream = 'broker' | 'connector' | 'matcher' | 'trigger';

/** What stands open on an agency's address, by path. Closed by default: what is not named here does not exist outside. */
export const GATEWAY_TABLE: Readonly<Record<string, Upstream>> = {
  '/v1/agencies': 'broker',
  '/v1/users': 'broker',
  '/v1/connections': 'broker',
  '/v1/connect-sessions': 'broker',
  '/v1/audit': 'broker',
  '/oauth2': 'broker',
  '/.well-known': 'broker',
  '/v1/appointments': 'connector',
  '/v1/calendars': 'connector',
  '/v1/google-calendars': 'connector',
  '/v1/sync-settings': 'connector',
  '/v1/sync-status': 'connector',
  '/v1/sync-now': 'connector',
  '/v1/pushes': 'connector',
  '/v1/runs': 'connector',
  '/v1/conflicts': 'connector',
  '/v1/busy': 'connector',
  '/v1/contacts': 'matcher',
  '/v1/decisions': 'matcher',
  '/v1/rules': 'trigger',
  '/v1/campaigns': 'trigger',
  '/v1/webhooks': 'trigger',
  '/v1/firings': 'trigger',
  '/v1/mails': 'trigger',
};

/** Path forms that two servers may read differently: dots, double or encoded slashes, backslashes, control characters. */
const AMBIGUOUS = /\/\.{1,2}(?:\/|$)|\/\/|\\|%(?:2f|5c|2e|00)|[\u0000-\u0020\u007f]/i;

/** A path that every server reads the same. Others are refused before anybody routes by them. */
export const isPlainPath = (path: string): boolean => !AMBIGUOUS.test(path);

/** The service that answers at this path, or undefined: not outside. */
export function upstreamOf(path: string): Upstream | undefined {
  if (!isPlainPath(path)) return undefined;
  const [, first = '', second] = path.split('/');
  const prefix = [`/${first}`, `/${first}/${second ?? ''}`].find((one) => Object.hasOwn(GATEWAY_TABLE, one));
  return prefix === undefined ? undefined : GATEWAY_TABLE[prefix];
}

/** Endpoints that nobody's access token opens: OAuth clients show their own secret there, browsers come without any. */
export const isTokenless = (path: string): boolean => path.startsWith('/oauth2/') || path.startsWith('/.well-known/');

const PREFIXES = [...new Set(Object.keys(GATEWAY_TABLE).map((prefix) => `/${prefix.split('/')[1] ?? ''}`))];

/** A path that belongs to the gateway, named in its table or not: it is never a page. */
export const isGatewayPath = (path: string): boolean => PREFIXES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`));
