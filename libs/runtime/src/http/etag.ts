import { AppError } from '@portal-sync/kernel';

interface WithHeaders {
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** The strong entity tag of a record's version (RFC 9110 section 8.8.3). */
export const etagOf = (version: number | string): string => `"${version}"`;

const tagsOf = (header: string): string[] => header.split(',').map((tag) => tag.trim());

/**
 * Refuses a write that does not say which version it was made on (`precondition-required`), or says another than the one that stands
 * (`precondition-failed`, with `currentVersion`). `If-Match: *` takes any.
 */
export function checkIfMatch(request: WithHeaders, version: number | string): void {
  const header = request.headers['if-match'];
  if (header === undefined) throw new AppError('precondition-required', { detail: 'Send If-Match with the ETag you read.' });
  if (header.trim() === '*' || tagsOf(header).includes(etagOf(version))) return;
  throw new AppError('precondition-failed', { extra: { currentVersion: version } });
}

/** True when the reader has this version already: answer 304 with the same ETag and no body. Weak comparison, as RFC 9110 asks. */
export function isNotModified(request: WithHeaders, version: number | string): boolean {
  const header = request.headers['if-none-match'];
  if (header === undefined) return false;
  return header.trim() === '*' || tagsOf(header).some((tag) => tag.replace(/^W\//, '') === etagOf(version));
}
