/**
 * What a page may do (Content-Security-Policy, level 3): scripts and styles of our own files, styles made by our components under this answer's nonce,
 * data only from this origin, pictures also as data URIs (the agency's logo). No foreign host, no inline script, no framing.
 */
export const pagePolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
