import type { Appointment } from '@portal-sync/contracts';
import { dayAfter, later, localTimeIn } from '../../dates/zoned.ts';

type When = Appointment['when'];

export interface DroppedAt {
  readonly allDay: boolean;
  /** RFC 3339, or a date for whole days. */
  readonly start: string;
  /** Missing when whole and timed days changed places. */
  readonly end: string | null;
}

/** Where an appointment stands after it was dragged: in its own zone if it has one, else in the one shown. Pure. */
export function movedWhen(before: When, dropped: DroppedAt, shownZone: string): When {
  if (dropped.allDay) {
    const from = dropped.start.slice(0, 10);
    const end = dropped.end?.slice(0, 10);
    return { allDay: true, from, toExclusive: end !== undefined && end > from ? end : dayAfter(from) };
  }
  const zone = 'zone' in before ? before.zone : shownZone;
  const start = localTimeIn(dropped.start, zone);
  return { start, end: dropped.end === null ? later(start, 60, zone) : localTimeIn(dropped.end, zone), zone };
}
