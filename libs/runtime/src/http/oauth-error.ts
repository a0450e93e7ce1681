import { AppError, type ErrorCode } from '@portal-sync/kernel';
import type { PlainResponse } from '../route.ts';

/** Our codes in the words of RFC 6749 section 5.2. What is not listed is a server error without detail. */
const WORDS: Partial<Record<ErrorCode, { status: number; error: string }>> = {
  'bad-request': { status: 400, error: 'invalid_request' },
  'invalid': { status: 400, error: 'invalid_request' },
  'unsupported-media-type': { status: 400, error: 'invalid_request' },
  'too-large': { status: 413, error: 'invalid_request' },
  'method-not-allowed': { status: 405, error: 'invalid_request' },
  'not-signed-in': { status: 401, error: 'invalid_client' },
  'forbidden': { status: 400, error: 'unauthorized_client' },
  'not-found': { status: 400, error: 'invalid_grant' },
  'gone': { status: 400, error: 'invalid_grant' },
  'refused': { status: 400, error: 'invalid_grant' },
  'conflict': { status: 503, error: 'temporarily_unavailable' },
  'too-many-requests': { status: 429, error: 'temporarily_unavailable' },
  'upstream-failed': { status: 503, error: 'temporarily_unavailable' },
  'unavailable': { status: 503, error: 'temporarily_unavailable' },
};

/** An error as OAuth writes it. Pure. `extra: { error: 'invalid_scope' }` on the AppError names another word of the RFCs. */
export function toOAuthError(error: unknown): PlainResponse {
  const known = error instanceof AppError ? WORDS[error.code] : undefined;
  if (!(error instanceof AppError) || known === undefined) return answer(500, { error: 'server_error' });
  const word = typeof error.extra['error'] === 'string' ? error.extra['error'] : known.error;
  const names = error.issues.map((issue) => `${issue.path.split('.').slice(1).join('.')}: ${issue.message}`).join('; ');
  const description = error.detail ?? (names === '' ? undefined : names);
  return answer(known.status, { error: word, ...(description === undefined ? {} : { error_description: plain(description) }) });
}

/** RFC 6749 allows printable ASCII without quote and backslash. */
const plain = (text: string): string => text.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7e]/g, '?');

const answer = (status: number, body: object): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json', pragma: 'no-cache', ...(status === 401 ? { 'www-authenticate': 'Basic' } : {}) },
  body,
});
