import type { World } from '../world.ts';

/** An OAuth client of some Google Cloud project, as its developer registered it. */
export interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly projectNumber: string;
  /** Publishing status of the project: under `testing`, refresh tokens die after seven days. */
  readonly status: 'production' | 'testing' | 'deleted';
  readonly brandName: string;
  /** Accounts that may use the app while testing; none given means everybody. */
  readonly testUsers?: readonly string[];
  /** An app of type Internal: only accounts of this Workspace domain get past the door. */
  readonly internalTo?: string;
}

export const findClient = (world: World, clientId: string): Client | undefined => world.state.clients.get(clientId);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
export const isLoopbackHost = (host: string): boolean => LOOPBACK.test(host) || host.endsWith('.localhost');

/** Why Google's console refuses to register this redirect address; undefined if it takes it. */
export function redirectUriFault(uri: string): string | undefined {
  if (!URL.canParse(uri)) return 'is not an absolute address';
  const url = new URL(uri);
  const loopback = isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return 'must use https, except on localhost';
  if (!loopback && /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/.test(url.hostname)) return 'must not be a raw IP address';
  if (url.username || url.password) return 'must not contain user info';
  if (uri.includes('#')) return 'must not contain a fragment';
  if (uri.includes('*')) return 'must not contain a wildcard';
  if (/\/\.\.(\/|$)|\\/.test(uri)) return 'must not contain a path traversal';
  return undefined;
}
