const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** With a cookie, a request that may change something must come from our own pages: browsers name the page's origin in `Origin` (RFC 6454). */
export const originAllows = (method: string, origin: string | undefined, ownOrigin: string): boolean =>
  SAFE.has(method.toUpperCase()) || origin === ownOrigin;
