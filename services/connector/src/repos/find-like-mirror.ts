import { spanOf } from '@portal-sync/kernel';
import type { Reads } from '@portal-sync/store';
import { linkId } from '../domain/google-ids.ts';
import { sameSynced } from '../domain/same-synced.ts';
import { appointments, attendances, type AppointmentDoc } from './appointments.ts';
import { links } from './links.ts';
import type { MirrorDoc } from './mirrors.ts';

export interface LikeMirrorAsk {
  readonly agencyId: string;
  readonly hostUserId: string;
  readonly mirror: MirrorDoc;
  /** The calendar's zone. */
  readonly zone: string;
}

/** An appointment of this host that says the same as an event (same time, same title) and stands nowhere in its calendar yet. */
export async function findLikeMirror(reads: Reads, { agencyId, hostUserId, mirror, zone }: LikeMirrorAsk): Promise<AppointmentDoc | undefined> {
  const { fields } = mirror;
  if (fields === null || fields.title.trim() === '') return undefined;
  const { from } = spanOf(fields.when, zone);
  const { items } = await reads.find(attendances, { index: 'byUser', equals: [agencyId, hostUserId], range: { gte: from, lte: from }, limit: 20 });
  for (const { appointmentId } of items) {
    const found = await reads.get(appointments, appointmentId);
    if (found === undefined || found.status === 'cancelled' || found.hostUserId !== hostUserId) continue;
    const link = await reads.get(links, linkId(found.id, mirror.googleCalendarId));
    const free = link === undefined || (link.base === null && link.inflight.length === 0);
    if (free && sameSynced('when', found.when, fields.when) && endsWithTitle(fields.title, found.title)) return found;
  }
  return undefined;
}

/** With the client's name before it or without. */
const endsWithTitle = (inGoogle: string, here: string): boolean =>
  sameSynced('title', inGoogle, here) || (here.trim() !== '' && inGoogle.trim().endsWith(` - ${here.trim()}`));
