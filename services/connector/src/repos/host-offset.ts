import type { Reads } from '@portal-sync/store';
import { googleCalendars } from './google-calendars.ts';
import { links } from './links.ts';

/** How far Google's clock is ahead of ours (ms), as the calendar of the appointment's host showed it; 0 where it is in none. */
export async function hostOffset(reads: Reads, appointmentId: string): Promise<number> {
  const found = await reads.find(links, { index: 'byAppointment', equals: [appointmentId] });
  const host = found.items.find((link) => link.kind === 'host');
  const calendar = host === undefined ? undefined : await reads.get(googleCalendars, host.googleCalendarId);
  return calendar?.googleOffsetMs ?? 0;
}
