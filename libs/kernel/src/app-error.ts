/** What every failure code means to a caller: the HTTP status, a title, whether trying again can help, whether `detail` may leave the process. */
export interface ErrorKind {
  readonly status: number;
  readonly title: string;
  readonly retriable: boolean;
  readonly expose: boolean;
}

const kind = (status: number, title: string, options: { retriable?: boolean; expose?: boolean } = {}): ErrorKind => ({
  status,
  title,
  retriable: options.retriable ?? false,
  expose: options.expose ?? true,
});

/** The closed list of failure codes. Problem details, OAuth errors, retry and dead-letter decisions all read this one table. */
export const ERROR_KINDS = {
  'bad-request': kind(400, 'The request is not valid'),
  'not-signed-in': kind(401, 'Sign in first'),
  'forbidden': kind(403, 'This is not allowed for you'),
  'not-found': kind(404, 'Not found'),
  'method-not-allowed': kind(405, 'This method is not allowed here'),
  'already-exists': kind(409, 'It exists already'),
  'conflict': kind(409, 'Somebody changed this in the meantime', { retriable: true }),
  'refused': kind(409, 'This cannot be done now'),
  'gone': kind(410, 'This is no longer available'),
  'precondition-failed': kind(412, 'It changed since you looked'),
  'too-large': kind(413, 'The request is too large'),
  'unsupported-media-type': kind(415, 'This content type is not understood'),
  'invalid': kind(422, 'Some values are not valid'),
  'precondition-required': kind(428, 'Say which version you saw'),
  'too-many-requests': kind(429, 'Too many requests', { retriable: true }),
  'internal': kind(500, 'Something went wrong on our side', { expose: false }),
  'upstream-failed': kind(502, 'A system we depend on failed', { retriable: true }),
  'unavailable': kind(503, 'Not available for the moment', { retriable: true }),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** A value at fault: where it stands (`body.when.start`) and what is wrong with it, never the value itself. */
export interface Issue {
  readonly path: string;
  readonly message: string;
}

export interface AppErrorOptions {
  /** A sentence for the person who asked. Leaves the process only where the code's `expose` says so. */
  readonly detail?: string;
  readonly issues?: readonly Issue[];
  readonly cause?: unknown;
  /** Machine-readable members added to the problem document, e.g. `{ currentVersion: 4 }`. Exposed: no secrets, no foreign data. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** The one error class of the product: a code of the table, with public and private parts kept apart. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly issues: readonly Issue[];
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.detail ?? ERROR_KINDS[code].title, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail;
    this.issues = options.issues ?? [];
    this.extra = options.extra ?? {};
  }

  get kind(): ErrorKind {
    return ERROR_KINDS[this.code];
  }
}

/** True when trying the same thing again can help. Unknown errors are taken as passing trouble: retried, then dead-lettered by count. */
export const isRetriable = (error: unknown): boolean => !(error instanceof AppError) || error.kind.retriable;
