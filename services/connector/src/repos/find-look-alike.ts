import type { Reads } from '@portal-sync/store';
import { sameSynced } from '../domain/same-synced.ts';
import type { AppointmentDoc } from './appointments.ts';
import { mirrors, type MirrorDoc } from './mirrors.ts';

/**
 * An event of this calendar that says the same as an appointment (same time, same title with or without the client's name) and is linked to none:
 * both sides held the same meeting before they were synced.
 */
export async function findLookAlike(
  reads: Reads,
  appointment: Pick<AppointmentDoc, 'title' | 'when' | 'startsAt'>,
  googleCalendarId: string,
  clientName: string | null,
): Promise<MirrorDoc | undefined> {
  const titles = [appointment.title, ...(clientName === null ? [] : [`${clientName} - ${appointment.title}`])];
  const { items } = await reads.find(mirrors, { index: 'byStart', equals: [googleCalendarId, appointment.startsAt], limit: 50 });
  for (const { id } of items) {
    // Within one transaction the first of two look-alikes may have taken it.
    const mirror = await reads.get(mirrors, id);
    if (mirror === undefined || mirror.appointmentId !== null || mirror.onlyBlocks !== null || mirror.fields === null || mirror.status === 'cancelled') continue;
    const { fields } = mirror;
    if (sameSynced('when', fields.when, appointment.when) && titles.some((title) => sameSynced('title', fields.title, title))) return mirror;
  }
  return undefined;
}
