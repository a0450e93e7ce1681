/** A plain request, whoever made it: the HTTP face, a simulation, a test. */
export interface ApiRequest {
  readonly method: string;
  /** Path without query, percent-encoded as sent. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Text as sent, or what it would parse to. */
  readonly body?: unknown;
  /** Overrides the clock passed in, for this request. */
  readonly now?: number;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, or undefined for an empty body. Belongs to the core: read or serialize it, never change it. */
  readonly body: unknown;
  /** The reply is to be held back for so long. */
  readonly delayMs?: number;
  /** What was asked may have been done, but the connection drops without a reply. */
  readonly dropped?: true;
}

/** One value of a query parameter; the first if it was repeated. */
export function param(request: ApiRequest, name: string): string | undefined {
  const value = request.query?.[name];
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : value[0];
}

/** All values of a repeatable query parameter. */
export function params(request: ApiRequest, name: string): readonly string[] {
  const value = request.query?.[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
