/** What a problem document (RFC 9457) says, as far as this API writes them. */
export interface ProblemDocument {
  /** The last part of its `type`: `not-found`, `precondition-failed`, `invalid`... */
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** Values at fault, by path: `body.when.start`. */
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  /** The reference to give to support. */
  readonly requestId: string | undefined;
  /** All other members, e.g. `reason`, `currentVersion`. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** A request that was answered with anything but success. `code` tells which; programs should look at nothing else. */
export class ApiFailure extends Error {
  readonly problem: ProblemDocument;

  constructor(problem: ProblemDocument) {
    super(`${problem.status} ${problem.code}${problem.detail === undefined ? '' : `: ${problem.detail}`}`);
    this.name = 'ApiFailure';
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** Reads an answer that is no success. What is no problem document (a proxy's page) keeps its status, with code `unknown`. */
export async function readFailure(response: Response): Promise<ApiFailure> {
  const text = await response.text().catch(() => '');
  const { type, title, status: _, detail, issues, requestId, ...extra } = asObject(text);
  return new ApiFailure({
    code: typeof type === 'string' && type.includes('/problems/') ? (type.split('/').at(-1) as string) : 'unknown',
    status: response.status,
    title: typeof title === 'string' ? title : response.statusText,
    detail: typeof detail === 'string' ? detail : undefined,
    issues: Array.isArray(issues) ? (issues as ProblemDocument['issues']) : [],
    requestId: typeof requestId === 'string' ? requestId : undefined,
    extra,
  });
}

function asObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
