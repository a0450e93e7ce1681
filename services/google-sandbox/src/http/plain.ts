/** An HTTP request without sockets: what routes and tests deal in. */
export interface PlainRequest {
  readonly method: string;
  /** Path without query, percent-encoded as sent. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Hold the reply back for so long. */
  readonly delayMs?: number;
  /** Drop the connection without a reply. */
  readonly dropped?: true;
}

export const json = (status: number, value: unknown): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});

export const html = (status: number, text: string): PlainResponse => ({
  status,
  headers: {
    'content-type': 'text/html; charset=UTF-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  },
  body: text,
});

export const redirect = (location: string, status: 302 | 303 = 302): PlainResponse => ({ status, headers: { location, 'cache-control': 'no-store' }, body: undefined });

/** One value of the query. */
export function queryValue(request: PlainRequest, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' || value === undefined ? value : value[0];
}

/** The query as it came, repeated names kept. */
export function readQuery(search: string): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const [key, value] of new URLSearchParams(search)) {
    const old = query[key];
    query[key] = old === undefined ? value : Array.isArray(old) ? [...old, value] : [old, value];
  }
  return query;
}
