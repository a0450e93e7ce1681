import { appointmentStatus, guest, recurrence, when } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** The fields that both sides hold, in the platform's terms. `title` is without the client's prefix; `exists` is false for cancelled or deleted. */
export const syncedFields = z.object({
  exists: z.boolean(),
  title: z.string(),
  when,
  recurrence,
  location: z.string(),
  description: z.string(),
  status: appointmentStatus,
  guests: z.array(guest),
});
export type SyncedFields = z.infer<typeof syncedFields>;

/**
 * One appointment in one Google calendar, shared by its people there (`host` prevails over `participant`).
 * `base` is what both sides last agreed on; `inflight` what we are writing: any read that shows its version makes it the base before merging.
 */
export const links = defineCollection({
  name: 'links',
  schema: z.object({
    /** appointment + Google calendar */
    id: z.string(),
    agencyId: z.string(),
    appointmentId: z.string(),
    googleCalendarId: z.string(),
    /** The connection whose person brought it here; links outlive it, dormant. */
    connectionId: z.string(),
    kind: z.enum(['host', 'participant']),
    googleEventId: z.string(),
    generation: z.number().int(),
    /** `ours`: we inserted it. `theirs`: it was made in Google; never removed by a clean-up. `copy`: a guest's copy, never written. */
    origin: z.enum(['ours', 'theirs', 'copy']),
    base: syncedFields.nullable(),
    inflight: z.object({ version: z.number().int(), fields: syncedFields.partial(), titlePrefix: z.string() }).nullable(),
    /** The literal text before the title in Google; exactly that is stripped when reading. */
    titlePrefix: z.string(),
    etag: z.string().nullable(),
    /** Google's `updated` (ms) of what was last applied: an older item is stale. */
    seenUpdated: z.number().nullable(),
    /** Version of the appointment that Google last showed or confirmed. */
    syncedVersion: z.number().int(),
    /** Set when there is something to write, ms since when; null when both sides agree. */
    dirtySince: z.number().nullable(),
    state: z.enum(['synced', 'waiting', 'failed', 'dormant', 'gone']),
    /** Why it failed; a key the portal has a sentence for. */
    problem: z.string().nullable(),
    attempts: z.number().int(),
    retryAt: z.number().nullable(),
    /** The run that asked for this write (push existing, retry); null otherwise. */
    runId: z.string().nullable(),
    createdAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byAppointment: { fields: ['appointmentId'] },
    byGoogleEvent: { fields: ['googleCalendarId', 'googleEventId'], unique: true },
    byDirty: { fields: ['googleCalendarId', 'dirtySince'] },
    byState: { fields: ['googleCalendarId', 'state'] },
    byConnection: { fields: ['connectionId', 'state'] },
    byRun: { fields: ['runId'] },
  },
});
export type LinkDoc = z.infer<typeof links.schema>;

export const linkId = (appointmentId: string, googleCalendarId: string): string => `${appointmentId}/${googleCalendarId}`;
