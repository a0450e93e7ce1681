import { fullSyncRequired, invalidValue } from '../../api/refusals.ts';
import type { Calendar } from '../../calendar/calendar.ts';

/** What a sync token remembers: the calendar, the last change seen, and the window of the first full read. */
export interface SyncState {
  readonly seq: number;
  readonly timeMin?: number;
  readonly timeMax?: number;
}

/** Where a page stopped: the change number of its first page, and the sort key of its last item. */
export interface PageState {
  readonly upTo: number;
  readonly after: readonly [number, number, string];
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

function decode(token: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A short stamp of the calendar, so that a token of another one is told apart. */
function mark(calendar: Calendar): string {
  let hash = 0;
  for (const char of calendar.head.id) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0;
  return (hash >>> 0).toString(36);
}

/** The same state always gives the same token: a reader can tell from it that nothing happened. */
export const syncToken = (calendar: Calendar, state: SyncState): string =>
  encode(['s', mark(calendar), calendar.tokenEpoch, state.seq, state.timeMin ?? 0, state.timeMax ?? 0]);

/** Reads a sync token: 400 for what is none, 410 for one of another calendar or from before an invalidation. */
export function readSyncToken(calendar: Calendar, token: string): SyncState {
  const value = decode(token);
  if (!value) throw invalidValue('syncToken');
  const [kind, of, epoch, seq, timeMin, timeMax] = value;
  const numbers = typeof seq === 'number' && typeof timeMin === 'number' && typeof timeMax === 'number';
  if (kind !== 's' || of !== mark(calendar) || epoch !== calendar.tokenEpoch || !numbers || seq > calendar.seq) throw fullSyncRequired();
  return { seq, ...(timeMin ? { timeMin } : {}), ...(timeMax ? { timeMax } : {}) };
}

export const pageToken = (calendar: Calendar, state: PageState): string => encode(['p', mark(calendar), state.upTo, ...state.after]);

export function readPageToken(calendar: Calendar, token: string): PageState {
  const [kind, of, upTo, first, second, third] = decode(token) ?? [];
  const valid = kind === 'p' && of === mark(calendar) && typeof upTo === 'number' && typeof first === 'number' && typeof second === 'number';
  if (!valid || typeof third !== 'string') throw invalidValue('pageToken');
  return { upTo, after: [first, second, third] };
}
