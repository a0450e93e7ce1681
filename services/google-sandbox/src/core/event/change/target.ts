import type { Calendar } from '../../calendar/calendar.ts';
import type { Draft } from '../commit.ts';
import { effectiveFields, effectiveStatus, masterOf, occurrenceFields, overridesFor } from '../series/effective.ts';
import type { Found } from '../find-event.ts';
import type { EventFields, Status } from '../stored-event.ts';

/** What a write found at its address, whether or not it has a row yet. */
export interface Target {
  readonly found: Found;
  readonly id: string;
  readonly iCalUID: string;
  readonly fields: EventFields;
  readonly status: Status;
}

export function targetOf(calendar: Calendar, found: Found): Target {
  if (found.kind === 'row') {
    const { row } = found;
    return { found, id: row.id, iCalUID: row.iCalUID, fields: effectiveFields(calendar, row), status: effectiveStatus(calendar, row) };
  }
  const { id, master, original } = found;
  return { found, id, iCalUID: master.iCalUID, fields: occurrenceFields(master.fields, original), status: master.status };
}

/** Whether this is one occurrence of a series rather than an event of its own. */
export const isInstance = (target: Target): boolean => target.found.kind === 'occurrence' || target.found.row.kind === 'exception';

/** The draft that makes the target say `fields`. */
export function targetDraft(calendar: Calendar, target: Target, fields: EventFields, status: Status, quiet = false): Draft {
  const { found, id, iCalUID } = target;
  const common = { id, iCalUID, status, ...(quiet ? { quiet } : {}) };
  if (found.kind === 'row' && found.row.kind === 'main') return { ...common, kind: 'main', fields };
  const series =
    found.kind === 'occurrence'
      ? { master: found.master, masterId: found.master.id, original: found.original }
      : found.row.kind === 'exception'
        ? { master: masterOf(calendar, found.row), masterId: found.row.masterId, original: found.row.original }
        : undefined;
  if (!series) return { ...common, kind: 'main', fields };
  const overrides = overridesFor(series.master?.fields, series.original, fields);
  return { ...common, kind: 'exception', masterId: series.masterId, original: series.original, overrides };
}
