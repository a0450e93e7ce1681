import { exceptionRows, putRow } from '../calendar/calendar.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { EventTime } from '../time/event-time.ts';
import { nextMicros } from '../world.ts';
import { eventsOf } from '../watch/resource.ts';
import type { World } from '../world.ts';
import type { EventFields, Overrides, Status, StoredEvent } from './stored-event.ts';

interface AnyDraft {
  readonly id: string;
  readonly iCalUID: string;
  readonly status: Status;
  readonly bare?: true;
  /** Moves the etag but not `updated`: a change of reminders and the like. */
  readonly quiet?: boolean;
}

export interface MainDraft extends AnyDraft {
  readonly kind: 'main';
  readonly fields: EventFields;
}

export interface ExceptionDraft extends AnyDraft {
  readonly kind: 'exception';
  readonly masterId: string;
  readonly original: EventTime;
  readonly overrides: Overrides;
}

/** A row about to be written: what it says, without the stamps that writing gives it. */
export type Draft = MainDraft | ExceptionDraft;

function stamped(world: World, calendar: Calendar, draft: Draft, micros: number): StoredEvent {
  const old = calendar.byId.get(draft.id);
  calendar.seq += 1;
  const common = {
    id: draft.id,
    iCalUID: draft.iCalUID,
    status: draft.status,
    ...(draft.bare ? { bare: draft.bare } : {}),
    ord: old?.ord ?? calendar.rows.length,
    bornSeq: old?.bornSeq ?? calendar.seq,
    seq: calendar.seq,
    etagMicros: micros,
    updatedMicros: draft.quiet && old ? old.updatedMicros : micros,
    createdMs: old?.createdMs ?? Math.floor(world.now() / 1000) * 1000,
  };
  return draft.kind === 'main'
    ? { ...common, kind: 'main', fields: draft.fields }
    : { ...common, kind: 'exception', masterId: draft.masterId, original: draft.original, overrides: draft.overrides };
}

/** Any change in a series shows the whole series again, under one etag: master and all exceptions. */
function siblings(calendar: Calendar, drafts: readonly Draft[]): StoredEvent[] {
  const written = new Set(drafts.map((draft) => draft.id));
  const series = new Set(drafts.map((draft) => (draft.kind === 'main' ? draft.id : draft.masterId)));
  const rows: StoredEvent[] = [];
  for (const id of series) {
    const master = calendar.byId.get(id);
    if (master && !written.has(id)) rows.push(master);
    for (const row of exceptionRows(calendar, id)) if (!written.has(row.id)) rows.push(row);
  }
  return rows;
}

/** Writes rows to one calendar as one change and marks the calendar for its channels. The only door to event rows. */
export function commit(world: World, calendar: Calendar, drafts: readonly Draft[], micros = nextMicros(world)): void {
  const quiet = drafts.every((draft) => draft.quiet === true);
  const others = siblings(calendar, drafts);
  for (const draft of drafts) putRow(calendar, stamped(world, calendar, draft, micros));
  for (const row of others) {
    calendar.seq += 1;
    putRow(calendar, { ...row, seq: calendar.seq, etagMicros: micros, updatedMicros: quiet ? row.updatedMicros : micros });
  }
  calendar.lastChangeMicros = micros;
  world.touched.add(eventsOf(calendar.head.id));
}

/** A row as a draft, to be changed. */
export function draftOf(row: StoredEvent): Draft {
  const { id, iCalUID, status } = row;
  return row.kind === 'main'
    ? { kind: 'main', id, iCalUID, status, fields: row.fields }
    : { kind: 'exception', id, iCalUID, status, masterId: row.masterId, original: row.original, overrides: row.overrides };
}
