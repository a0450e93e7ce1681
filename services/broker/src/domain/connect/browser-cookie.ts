/** The cookie that tells one browser from another on one of our hosts while it is on a trip. It signs nobody in. */
export const browserCookieName = (secure: boolean): string => (secure ? '__Host-browser' : 'browser');

/** Its value in a `Cookie` header, or undefined. */
export function readBrowserCookie(header: string | undefined, secure: boolean): string | undefined {
  const name = browserCookieName(secure);
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return /^[\w-]{20,100}$/.exec(part.slice(at + 1).trim())?.[0];
  }
  return undefined;
}

/** Lax, so that it comes along when Google sends the browser back, but not with a form of a foreign page. It ends with the browser. */
export const setBrowserCookie = (value: string, secure: boolean): string =>
  `${browserCookieName(secure)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
