import type { Reads } from '@portal-sync/store';
import type { AppointmentDoc } from './appointments.ts';
import type { LinkDoc } from './links.ts';
import { mirrors } from './mirrors.ts';

/**
 * Addresses (lower case) of those to whom Google itself shows the host's event: its guests, as the link and the event it came from name them, and
 * an organizer other than its host.
 */
export async function readGuestAddresses(reads: Reads, { fromEventId }: Pick<AppointmentDoc, 'fromEventId'>, links: readonly LinkDoc[]): Promise<readonly string[]> {
  const linked = links.find((link) => link.kind === 'host')?.base?.guests ?? [];
  const mirror = fromEventId === null ? undefined : await reads.get(mirrors, fromEventId);
  const guests = mirror?.attendees.filter(({ self, resource }) => !self && !resource) ?? [];
  const organizer = mirror === undefined || mirror.organizer.self || mirror.organizer.address === null ? [] : [mirror.organizer.address];
  return [...new Set([...linked.map(({ address }) => address), ...guests.map(({ address }) => address), ...organizer].map((address) => address.toLowerCase()))];
}
