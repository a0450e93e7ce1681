import type { Calendar } from '../calendar/calendar.ts';
import { conditionNotMet } from '../api/refusals.ts';
import type { ApiRequest } from '../api/request.ts';
import type { Found } from './find-event.ts';

/** An etag is twice the microsecond of the last change, in quotes. */
export const etagOf = (micros: number): string => `"${2 * micros}"`;

/** An occurrence without a row has its series' etag. */
export const foundEtag = (found: Found): string => etagOf(found.kind === 'row' ? found.row.etagMicros : found.master.etagMicros);

/** The opaque etag of a whole list. */
export const listEtag = (calendar: Calendar): string => `"p${calendar.lastChangeMicros.toString(32)}0o"`;

const tags = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));

/** 412 unless If-Match is absent, `*`, or names the etag. */
export function checkIfMatch(request: ApiRequest, etag: string): void {
  const header = request.headers?.['if-match'];
  if (header === undefined || header.trim() === '*') return;
  if (!tags(header).includes(etag)) throw conditionNotMet();
}

/** Whether If-None-Match says that the caller holds this very version. */
export function isUnchanged(request: ApiRequest, etag: string): boolean {
  const header = request.headers?.['if-none-match'];
  return header !== undefined && (header.trim() === '*' || tags(header).includes(etag));
}
