import type { StoredEvent } from '../event/stored-event.ts';

export type Role = 'none' | 'freeBusyReader' | 'reader' | 'writerWithoutPrivateAccess' | 'writer' | 'owner';

export interface AclRule {
  readonly scope: { readonly type: 'default' | 'user' | 'group' | 'domain'; readonly value?: string };
  readonly role: Role;
  readonly etagMicros: number;
}

/** What the calendar itself says, apart from its events. */
export interface CalendarHead {
  readonly id: string;
  /** `holiday` stands for Google's public calendars: readable by all, never watchable. */
  readonly kind: 'primary' | 'secondary' | 'holiday';
  readonly ownerSub: string | undefined;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly timeZone: string;
  readonly etagMicros: number;
  readonly createdByProject?: string;
  readonly deleted?: true;
}

/** An entry of the change log; stale when the row has moved on to a later number. */
export interface LogEntry {
  readonly seq: number;
  readonly id: string;
}

/** One calendar with the indexes that keep lists and deltas cheap. Only `commit` and `restore` write to it. */
export interface Calendar {
  head: CalendarHead;
  acl: Map<string, AclRule>;
  /** Number of the last change; a sync token names one. */
  seq: number;
  lastChangeMicros: number;
  /** Tokens of an older epoch answer 410. */
  tokenEpoch: number;
  /** Rows by `ord`. Rows never leave, so a place in this list is a page token that stays true. */
  rows: StoredEvent[];
  byId: Map<string, StoredEvent>;
  byUid: Map<string, Set<string>>;
  exceptionsOf: Map<string, Set<string>>;
  log: LogEntry[];
  /** The row before the last change, for reads that are told to be stale. Not kept over a restart. */
  before: Map<string, StoredEvent>;
}

export function newCalendar(head: CalendarHead): Calendar {
  return {
    head,
    acl: new Map(),
    seq: 1,
    lastChangeMicros: head.etagMicros,
    tokenEpoch: 1,
    rows: [],
    byId: new Map(),
    byUid: new Map(),
    exceptionsOf: new Map(),
    log: [],
    before: new Map(),
  };
}

/** Puts a row in its place and keeps every index. */
export function putRow(calendar: Calendar, row: StoredEvent): void {
  const old = calendar.byId.get(row.id);
  if (old) calendar.before.set(row.id, old);
  calendar.rows[row.ord] = row;
  calendar.byId.set(row.id, row);
  let sameUid = calendar.byUid.get(row.iCalUID);
  if (!sameUid) calendar.byUid.set(row.iCalUID, (sameUid = new Set()));
  sameUid.add(row.id);
  if (row.kind === 'exception') {
    let siblings = calendar.exceptionsOf.get(row.masterId);
    if (!siblings) calendar.exceptionsOf.set(row.masterId, (siblings = new Set()));
    siblings.add(row.id);
  }
  calendar.log.push({ seq: row.seq, id: row.id });
  if (calendar.log.length > 2 * calendar.rows.length + 256) compactLog(calendar);
}

function compactLog(calendar: Calendar): void {
  calendar.log = calendar.log.filter((entry) => calendar.byId.get(entry.id)?.seq === entry.seq);
}

/** Rows changed after `seq` and up to `upTo`, oldest change first. */
export function changedRows(calendar: Calendar, seq: number, upTo: number): StoredEvent[] {
  const rows: StoredEvent[] = [];
  for (let at = firstAfter(calendar.log, seq); at < calendar.log.length; at += 1) {
    const entry = calendar.log[at];
    if (!entry || entry.seq > upTo) break;
    const row = calendar.byId.get(entry.id);
    if (row && row.seq === entry.seq) rows.push(row);
  }
  return rows;
}

function firstAfter(log: readonly LogEntry[], seq: number): number {
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((log[middle]?.seq ?? 0) > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The exceptions of a series, cancelled ones included. */
export function exceptionRows(calendar: Calendar, masterId: string): StoredEvent[] {
  const ids = calendar.exceptionsOf.get(masterId);
  if (!ids) return [];
  const rows: StoredEvent[] = [];
  for (const id of ids) {
    const row = calendar.byId.get(id);
    if (row) rows.push(row);
  }
  return rows;
}
