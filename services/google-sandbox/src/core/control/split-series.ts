import type { Account } from '../accounts.ts';
import { insertFields } from '../event/api/insert.ts';
import { changeAsOrganizer } from '../event/change/organizer-change.ts';
import { targetOf } from '../event/change/target.ts';
import { patchWire, wireOf } from '../event/change/wire-of.ts';
import { openWrite, readContext } from '../event/change/write-call.ts';
import type { WriteCall } from '../event/change/write-call.ts';
import { mustFindEvent } from '../event/find-event.ts';
import { readEventWire } from '../event/read/event-wire.ts';
import { readFields } from '../event/read/read-fields.ts';
import { occurrenceFields } from '../event/series/effective.ts';
import { expandKeys, startKey } from '../event/series/expand.ts';
import type { EventFields, MainRow } from '../event/stored-event.ts';
import { addDays, instantOf, isAllDay, stampOf } from '../time/event-time.ts';
import type { EventTime } from '../time/event-time.ts';
import { wallInZone } from '../time/zone.ts';
import { newEventId } from '../world.ts';
import type { World } from '../world.ts';
import { notifyTouched } from '../watch/delivery.ts';
import { personCaller } from './as-person.ts';
import { ControlError } from './control-error.ts';

/** Google's own pages end the old series with the last second before local midnight of the day of the split, in UTC. */
function untilBefore(at: EventTime): string {
  if (isAllDay(at)) return addDays(at.date, -1).replaceAll('-', '');
  const midnight = instantOf({ date: wallInZone(at.ms, at.zone).slice(0, 10) }, at.zone);
  return stampOf({ ms: midnight - 1000, zone: 'UTC' });
}

const withoutEnd = (rule: string): string => rule.replace(/;(UNTIL|COUNT)=[^;]*/g, '').replace(/:(UNTIL|COUNT)=[^;]*;/, ':');

function trimmed(lines: readonly string[], at: EventTime): string[] {
  return lines.map((line) => (line.startsWith('RRULE') ? `${withoutEnd(line)};UNTIL=${untilBefore(at)}` : line));
}

/** The rule of the second half: what was counted before the split counts no more. */
function remaining(fields: EventFields, at: EventTime): string[] {
  const past = expandKeys(fields, startKey(fields.start), startKey(at)).length;
  return (fields.recurrence ?? []).map((line) => line.replace(/COUNT=(\d+)/, (_, count: string) => `COUNT=${Math.max(1, Number(count) - past)}`));
}

function seriesAt(write: WriteCall, instanceId: string): { master: MainRow; at: EventTime } {
  const found = mustFindEvent(write.calendar, instanceId);
  if (found.kind === 'occurrence') return { master: found.master, at: found.original };
  const master = found.row.kind === 'exception' ? write.calendar.byId.get(found.row.masterId) : undefined;
  if (found.row.kind !== 'exception' || master?.kind !== 'main') throw new ControlError(400, 'Only an occurrence of a series can begin "this and following".');
  return { master, at: found.row.original };
}

/**
 * "This and following" as Google's own pages do it: the old series ends before the occurrence, and a new one begins with
 * it, private properties and all, under `<id>_R<start>`, or under a wholly new id if its start changed.
 * Gives the id of the new series.
 */
export function splitSeries(world: World, account: Account, calendarId: string, instanceId: string, patch: Record<string, unknown>): string {
  const write = openWrite(world, personCaller(account), calendarId, { method: 'POST', path: '' });
  const { master, at } = seriesAt(write, instanceId);
  const { fields } = master;
  if (startKey(at) === startKey(fields.start)) throw new ControlError(400, 'The first occurrence begins no second series: change the series.');
  const second = { ...occurrenceFields(fields, at), recurrence: remaining(fields, at) };
  const wire = readEventWire(patchWire(wireOf(second, 'confirmed', write.calendar.head.timeZone), patch));
  const read = readFields(wire, readContext(write, fields));
  changeAsOrganizer(write, targetOf(write.calendar, { kind: 'row', row: master }), { ...fields, recurrence: trimmed(fields.recurrence ?? [], at) }, master.status);
  const base = master.id.replace(/_R\d{8}(T\d{6})?$/, '');
  const id = patch['start'] === undefined ? `${base}_R${stampOf(at).replace('Z', '')}` : newEventId(world);
  insertFields(write, { id, iCalUID: `${id}@google.com` }, { ...read, sequence: 0 }, 'confirmed');
  notifyTouched(world);
  return id;
}
