import { AppError, ERROR_KINDS, type ErrorCode, type Issue } from '@portal-sync/kernel';
import type { PlainResponse } from '../route.ts';

/** Problem details, RFC 9457. `type` is relative, so that no host or product stands in it; `requestId` is the reference to give to support. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly requestId: string;
  readonly issues?: readonly Issue[];
  readonly [extra: string]: unknown;
}

/** What a stranger may know of an error. Pure: everything that is not an `AppError`, or whose code is not for showing, is a bare 500. */
export function toProblem(error: unknown, requestId: string): Problem {
  const code: ErrorCode = error instanceof AppError ? error.code : 'internal';
  const { status, title, expose } = ERROR_KINDS[code];
  const shown = error instanceof AppError && expose ? error : undefined;
  return {
    ...shown?.extra,
    type: `/problems/${code}`,
    title,
    status,
    ...(shown?.detail === undefined ? {} : { detail: shown.detail }),
    ...(shown === undefined || shown.issues.length === 0 ? {} : { issues: shown.issues }),
    requestId,
  };
}

/** When to come again after a 503, s. What it waits for mends itself, or somebody is at it. */
export const AGAIN_S = 5;

/** A problem as an answer, with the headers its status asks for (RFC 6750 section 3 for 401, RFC 9110 section 15.6.4 for 503). */
export function problemResponse(problem: Problem, sentToken: boolean): PlainResponse {
  const challenge = sentToken ? 'Bearer error="invalid_token"' : 'Bearer';
  return {
    status: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.status === 401 ? { 'www-authenticate': challenge } : {}),
      ...(problem.status === 503 ? { 'retry-after': String(AGAIN_S) } : {}),
    },
    body: problem,
  };
}
