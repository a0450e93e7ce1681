import type { Appointment } from '@portal-sync/contracts';
import { localTimeIn } from '../../dates/zoned.ts';

/** From which hour to which the week is drawn: the working day, and more where something lies outside it, so that nothing is hidden. Pure. */
export function hoursShown(whens: ReadonlyArray<Appointment['when']>, zone: string): { readonly from: number; readonly to: number } {
  let [from, to] = [7, 20];
  for (const when of whens) {
    if ('allDay' in when) continue;
    const [start, end] = [localTimeIn(when.start, zone), localTimeIn(when.end, zone)];
    if (start.slice(0, 10) !== end.slice(0, 10) && end.slice(11, 16) !== '00:00') return { from: 0, to: 24 };
    from = Math.min(from, hourOf(start));
    to = Math.max(to, end.slice(11, 16) === '00:00' ? 24 : hourOf(end) + (end.slice(14, 16) === '00' ? 0 : 1));
  }
  return { from, to };
}

const hourOf = (local: string): number => Number(local.slice(11, 13));
