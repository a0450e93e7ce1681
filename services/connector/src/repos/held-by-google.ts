import type { Reads } from '@portal-sync/store';
import type { HeldBy } from '../domain/appointment-rights.ts';
import type { AppointmentDoc } from './appointments.ts';
import { links } from './links.ts';
import { syncSettings } from './sync-settings.ts';

/** Why what Google holds of an appointment cannot be edited here, where it stands in a Google calendar; null where it can. */
export async function heldByGoogle(reads: Reads, { id, recurrence }: Pick<AppointmentDoc, 'id' | 'recurrence'>): Promise<HeldBy | null> {
  const { items } = await reads.find(links, { index: 'byAppointment', equals: [id] });
  const host = items.find((link) => link.kind === 'host' && link.state !== 'dormant' && link.state !== 'gone');
  if (host === undefined) return null;
  const settings = await reads.get(syncSettings, host.connectionId);
  if (settings?.values.direction === 'from-google') return 'from-google';
  return recurrence.length > 0 ? 'series' : null;
}
