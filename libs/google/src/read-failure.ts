import { GoogleFailure } from './google-failure.ts';
import { judgeFailure } from './judge-failure.ts';
import { readHeader } from './read-header.ts';

interface GaxiosLike {
  readonly response?: { readonly status?: number; readonly data?: unknown; readonly headers?: unknown };
}

interface ErrorBody {
  readonly error?: {
    readonly errors?: ReadonlyArray<{ readonly reason?: string }>;
    readonly details?: ReadonlyArray<{ readonly reason?: string }>;
  };
}

/** An error thrown by Google's client library as our own. Body texts are not kept: they may quote content. */
export function readFailure(error: unknown): GoogleFailure {
  const response = (error as GaxiosLike | null)?.response;
  if (response?.status === undefined) return new GoogleFailure('no-answer', { cause: nameOnly(error) });
  const body = response.data as ErrorBody | undefined;
  const word = body?.error?.errors?.[0]?.reason ?? body?.error?.details?.find((detail) => detail.reason !== undefined)?.reason;
  const retryAfterMs = retryAfter(response.headers);
  return new GoogleFailure(judgeFailure({ status: response.status, word }), {
    status: response.status,
    ...(word === undefined ? {} : { word }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

function retryAfter(headers: unknown): number | undefined {
  const seconds = Number(readHeader(headers, 'retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

/** The client library's errors carry the whole request, token included: only the name and the system code go on. */
function nameOnly(error: unknown): Error {
  const { name, code } = error as { name?: string; code?: string };
  return new Error(`${name ?? 'Error'}${code === undefined ? '' : ` ${code}`}`);
}
