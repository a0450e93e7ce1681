/** Why a request failed, as the pages need it: never shown as it is, always put into words first. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** The code at the end of the problem's type, e.g. `precondition-failed`; `offline`: nobody could be reached. */
  readonly code: string;
  /** A closed word for the cause, where the API gives one. */
  readonly reason: string | null;
  readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>;
  /** For support. */
  readonly reference: string | null;
  /** Further members of the problem document. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(code: string, more: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.more = more;
    this.reason = typeof more['reason'] === 'string' ? more['reason'] : null;
    this.issues = Array.isArray(more['issues']) ? (more['issues'] as Problem['issues']) : [];
    this.reference = typeof more['requestId'] === 'string' ? more['requestId'] : null;
  }
}

/** The problem in an answer that is none of success (RFC 9457). */
export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const type = typeof body['type'] === 'string' ? body['type'] : '';
  return new Problem(type.split('/').at(-1) || (response.status >= 500 ? 'unavailable' : 'bad-request'), body);
}
