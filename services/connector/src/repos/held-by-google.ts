import type { Reads } from '@portal-sync/store';
import { links } from './links.ts';
import { syncSettings } from './sync-settings.ts';

/** Whether the appointment stands in a Google calendar from which we only read: then what Google holds cannot be edited here. */
export async function heldByGoogle(reads: Reads, appointmentId: string): Promise<boolean> {
  const { items } = await reads.find(links, { index: 'byAppointment', equals: [appointmentId] });
  const host = items.find((link) => link.kind === 'host' && link.state !== 'dormant' && link.state !== 'gone');
  const settings = host === undefined ? undefined : await reads.get(syncSettings, host.connectionId);
  return settings?.values.direction === 'from-google';
}
