import { linkId } from './google-ids.ts';
import type { LinkDoc } from '../repos/links.ts';
import type { PlannedLink } from './plan-links.ts';

/** A link to an event that is still to be made, by us unless said otherwise. */
export const newLink = (
  of: PlannedLink & { readonly agencyId: string; readonly appointmentId: string },
  now: number,
  more: Partial<LinkDoc> = {},
): LinkDoc => ({
  id: linkId(of.appointmentId, of.googleCalendarId),
  agencyId: of.agencyId,
  appointmentId: of.appointmentId,
  googleCalendarId: of.googleCalendarId,
  connectionId: of.connectionId,
  kind: of.kind,
  googleEventId: null,
  generation: 0,
  origin: 'ours',
  base: null,
  echo: null,
  inflight: [],
  writes: 0,
  titlePrefix: '',
  conferenceLink: null,
  etag: null,
  listedEtag: null,
  seenUpdated: null,
  touchedAt: null,
  syncedVersion: 0,
  dirtySince: null,
  pushAt: null,
  lane: 'now',
  unneeded: false,
  state: 'synced',
  problem: null,
  attempts: 0,
  runId: null,
  createdAt: now,
  ...more,
});

/** Something is to be written: at once, and with all tries before it. A run that waits for it already keeps it. */
export const dirtied = (link: LinkDoc, now: number, lane: LinkDoc['lane'] = 'now', runId: string | null = null): LinkDoc => ({
  ...link,
  dirtySince: link.dirtySince ?? now,
  pushAt: link.pushAt === null ? now : Math.min(link.pushAt, now),
  lane: link.dirtySince !== null && link.lane === 'now' ? 'now' : lane,
  state: 'waiting',
  problem: null,
  attempts: 0,
  runId: link.runId ?? runId,
});

/** Both sides agree. */
export const cleaned = (link: LinkDoc, state: 'synced' | 'gone' | 'dormant' = 'synced'): LinkDoc => ({
  ...link,
  dirtySince: null,
  pushAt: null,
  lane: 'now',
  state,
  problem: null,
  attempts: 0,
  runId: null,
});
