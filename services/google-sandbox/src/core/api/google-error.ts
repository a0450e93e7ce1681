/** One of Google's own refusals. Thrown anywhere in the core, written out in one place. */
export class GoogleError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly domain: string;
  readonly location: string | undefined;
  readonly locationType: string | undefined;
  /** Members that newer answers add: `status`, `details`. */
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    reason: string,
    message: string,
    more: { domain?: string; location?: string; locationType?: string; extra?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.domain = more.domain ?? 'global';
    this.location = more.location;
    this.locationType = more.locationType;
    this.extra = more.extra ?? {};
    this.headers = more.headers ?? {};
  }
}

/** The envelope of https://developers.google.com/workspace/calendar/api/guides/errors. */
export function errorBody(error: GoogleError): Record<string, unknown> {
  const item: Record<string, unknown> = { domain: error.domain, reason: error.reason, message: error.message };
  if (error.locationType) item['locationType'] = error.locationType;
  if (error.location) item['location'] = error.location;
  return { error: { errors: [item], code: error.status, message: error.message, ...error.extra } };
}
