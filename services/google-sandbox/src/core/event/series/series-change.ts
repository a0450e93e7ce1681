import { exceptionRows } from '../../calendar/calendar.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { isAllDay, stampOf } from '../../time/event-time.ts';
import type { EventTime } from '../../time/event-time.ts';
import { wallInZone, wallToMs } from '../../time/zone.ts';
import type { Draft } from '../commit.ts';
import { draftOf } from '../commit.ts';
import { hasOccurrence } from './expand.ts';
import type { EventFields, ExceptionRow, MainRow } from '../stored-event.ts';

/** Where an occurrence lands when its series starts at another time of day: the same date, shifted as the start was. */
function shifted(original: EventTime, before: EventTime, after: EventTime): EventTime | undefined {
  if (isAllDay(original) || isAllDay(before) || isAllDay(after)) return isAllDay(original) && isAllDay(after) ? original : undefined;
  const wall = Date.parse(`${wallInZone(after.ms, after.zone)}Z`) - Date.parse(`${wallInZone(before.ms, before.zone)}Z`);
  const moved = Date.parse(`${wallInZone(original.ms, before.zone)}Z`) + wall;
  return { ms: wallToMs(new Date(moved).toISOString().slice(0, 19), after.zone), zone: after.zone };
}

/**
 * What becomes of the exceptions when the times of a series change. Those that still name an occurrence stay;
 * those whose occurrence moved with the series move with it, under the new id; the rest are gone.
 */
export function settleExceptions(calendar: Calendar, master: MainRow, after: EventFields): Draft[] {
  const drafts: Draft[] = [];
  for (const row of exceptionRows(calendar, master.id)) {
    if (row.kind !== 'exception' || row.bare) continue;
    if (after.recurrence && hasOccurrence(after, row.original)) continue;
    drafts.push({ ...draftOf(row), status: 'cancelled', bare: true });
    const moved = movedDraft(row, master, after);
    if (moved && moved.id !== row.id) drafts.push(moved);
  }
  return drafts;
}

function movedDraft(row: ExceptionRow, master: MainRow, after: EventFields): Draft | undefined {
  const original = shifted(row.original, master.fields.start, after.start);
  if (!original || !after.recurrence || !hasOccurrence(after, original)) return undefined;
  const { start: _s, end: _e, ...kept } = row.overrides;
  const id = `${master.id}_${stampOf(original)}`;
  return { kind: 'exception', id, iCalUID: row.iCalUID, status: row.status, masterId: master.id, original, overrides: kept };
}
