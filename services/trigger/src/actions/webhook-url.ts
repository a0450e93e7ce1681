import { isAllowedAddress } from './allowed-address.ts';

/**
 * What is wrong with a webhook's address as it is written; undefined: nothing. Names are judged when they are resolved, at every call.
 * https only; http to this machine where loopback is allowed.
 */
export function urlFault(text: string, rules: { readonly allowLoopback: boolean }): string | undefined {
  const url = URL.parse(text);
  if (url === null) return 'not an address';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  const isHere = rules.allowLoopback && isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return 'must begin with https://';
  const literal = literalAddress(url.hostname);
  if (literal !== undefined && !isAllowedAddress(literal, rules)) return 'must be a public address';
  if (isLoopbackHost(url.hostname) && !rules.allowLoopback) return 'must be a public address';
  return undefined;
}

/** The IP address a host is, when it is none by name. `URL` has already brought every spelling of an IPv4 address into one. */
export function literalAddress(hostname: string): string | undefined {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : undefined;
}

/** This machine by name or number (RFC 6761 section 6.3). */
export const isLoopbackHost = (hostname: string): boolean =>
  /^(.+\.)?localhost\.?$/.test(hostname) || hostname === '[::1]' || hostname.startsWith('127.');
