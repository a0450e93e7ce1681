import { badField, required, timeRangeEmpty } from '../../api/refusals.ts';
import { daysBetween, isAllDay, isDate, parseDateTime } from '../../time/event-time.ts';
import type { EventTime } from '../../time/event-time.ts';
import { isZone } from '../../time/zone.ts';
import type { EventWire } from './event-wire.ts';

type WireTime = NonNullable<EventWire['start']>;

function readTime(wire: WireTime | undefined, which: 'start' | 'end', calendarZone: string): EventTime {
  if (wire === undefined || (wire.date === undefined && wire.dateTime === undefined)) throw required(`Missing ${which} time.`);
  if (wire.date !== undefined && wire.dateTime !== undefined) throw badField(`Invalid ${which} time.`);
  if (wire.timeZone !== undefined && !isZone(wire.timeZone)) throw badField(`Invalid time zone definition for ${which} time.`);
  if (wire.date !== undefined) {
    if (!isDate(wire.date)) throw badField(`Invalid ${which} time.`);
    return { date: wire.date };
  }
  const text = wire.dateTime ?? '';
  if (!/([Zz]|[+-]\d{2}:\d{2})$/.test(text) && wire.timeZone === undefined) throw required(`Missing time zone definition for ${which} time.`);
  const ms = parseDateTime(text, wire.timeZone ?? calendarZone);
  if (ms === undefined) throw badField(`Invalid ${which} time.`);
  return { ms, zone: wire.timeZone ?? calendarZone };
}

/** Start and end of an event as sent, with every refusal Google has for them. A series must name its zone. */
export function readTimes(wire: EventWire, calendarZone: string): { start: EventTime; end: EventTime } {
  const start = readTime(wire.start, 'start', calendarZone);
  const end = readTime(wire.end, 'end', calendarZone);
  if (isAllDay(start) !== isAllDay(end)) throw badField('The start and end times must either both be date or both be dateTime.');
  if (isAllDay(start) && isAllDay(end) && daysBetween(start.date, end.date) <= 0) throw timeRangeEmpty();
  if (!isAllDay(start) && !isAllDay(end)) {
    if (end.ms <= start.ms) throw timeRangeEmpty();
    if (wire.recurrence && wire.recurrence.length > 0) {
      if (wire.start?.timeZone === undefined) throw required('Missing time zone definition for start time.');
      if (wire.end?.timeZone === undefined) throw required('Missing time zone definition for end time.');
    }
  }
  return { start, end };
}
