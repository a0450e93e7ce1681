/** An address people use: its origin, and whether it stands behind TLS. */
export interface Address {
  /** `https://portal.agency.example`, or `http://agency.localhost:4400` on this machine. */
  readonly origin: string;
  readonly secure: boolean;
}

const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/;

/** The address a `Host` header names; undefined for what is no host name. Plain http exists on loopback names only (RFC 6761 section 6.3). */
export function addressOfHost(host: string | undefined): Address | undefined {
  const lower = host?.toLowerCase() ?? '';
  if (!HOST.test(lower) || lower.includes('..')) return undefined;
  const name = lower.replace(/:\d+$/, '');
  const loopback = name === 'localhost' || name.endsWith('.localhost') || name === '127.0.0.1';
  const origin = `${loopback ? 'http' : 'https'}://${loopback ? lower.replace(/:80$/, '') : lower.replace(/:443$/, '')}`;
  return { origin, secure: !loopback };
}
