/** Cookies of the portal. The broker's have other names. */
export type CookieKind = 'session' | 'signing-in';

/** `__Host-` binds a cookie to this very host over TLS; plain http on loopback cannot have it. */
export const cookieName = (kind: CookieKind, secure: boolean): string => `${secure ? '__Host-' : ''}${kind}`;

/** The names of our cookies in either form: none of them ever leaves towards a service, or comes from one. */
export const OUR_COOKIES: ReadonlySet<string> = new Set(
  (['session', 'signing-in'] as const).flatMap((kind) => [cookieName(kind, true), cookieName(kind, false)]),
);

/** Name and value pairs of a `Cookie` header. */
export function readCookies(header: string | undefined): ReadonlyArray<readonly [name: string, value: string]> {
  return (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=');
    return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });
}

/** The value of one of our cookies. Sent twice it is nobody's: a neighbouring host may have planted the second. */
export function cookieValue(header: string | undefined, kind: CookieKind, secure: boolean): string | undefined {
  const found = readCookies(header).filter(([name]) => name === cookieName(kind, secure));
  return found.length === 1 ? found[0]?.[1] : undefined;
}

/** `Set-Cookie` for a value that is URL-safe text. */
export const setCookie = (kind: CookieKind, value: string, options: { secure: boolean; maxAgeS: number }): string =>
  [
    `${cookieName(kind, options.secure)}=${value}`,
    'Path=/',
    `Max-Age=${options.maxAgeS}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(options.secure ? ['Secure'] : []),
  ].join('; ');

export const dropCookie = (kind: CookieKind, secure: boolean): string => setCookie(kind, '', { secure, maxAgeS: 0 });
