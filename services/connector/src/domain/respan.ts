import { isAllDay } from '@portal-sync/kernel';
import type { AppointmentDoc } from '../repos/appointments.ts';
import { spanFields } from './span-fields.ts';

/** An appointment as it stands when whole days begin at midnight in `zone`; undefined when nothing of it moves. It is no new version: nobody edited it. */
export function respan(doc: AppointmentDoc, zone: string): AppointmentDoc | undefined {
  if (!isAllDay(doc.when)) return undefined;
  const span = spanFields(doc.when, zone);
  return span.startsAt === doc.startsAt && span.endsAt === doc.endsAt && span.longUntil === doc.longUntil ? undefined : { ...doc, ...span };
}
