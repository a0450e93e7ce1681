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
  meetingLink: z.string(),
  description: z.string(),
  status: appointmentStatus,
  guests: z.array(guest),
});
export type SyncedFields = z.infer<typeof syncedFields>;

/**
 * A write that was begun and whose end is not known. `stamp` travels in our mark (appointment's version and a count of this link's writes),
 * so that any read which shows it proves that the write was done.
 */
export const inflightWrite = z.object({
  stamp: z.string(),
  version: z.number().int(),
  fields: syncedFields.partial(),
  titlePrefix: z.string(),
  at: z.number(),
});
export type InflightWrite = z.infer<typeof inflightWrite>;

/**
 * One appointment in one Google calendar, shared by its people there (`host` prevails over `participant`).
 * `base` is what both sides last agreed on; `inflight` what we are writing: any read that shows its stamp makes it the base before merging.
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
    /** Computed once and stored before the insert; null until the first push. */
    googleEventId: z.string().nullable(),
    generation: z.number().int(),
    /** `ours`: we inserted it. `theirs`: it was made in Google; never removed by a clean-up. `copy`: a guest's copy, never written. */
    origin: z.enum(['ours', 'theirs', 'copy']),
    /** Of a copy: its person is among the staff because their calendar shows the meeting; they go with it. */
    joined: z.boolean().optional(),
    base: syncedFields.nullable(),
    /** Where Google shows something else than the base although nobody edited it (rewritten HTML, trimmed text): what it showed. */
    echo: syncedFields.partial().nullable(),
    /**
     * Of a contact who was erased: texts that Google may still show and that we know no more (written anew, never taken from there until then), and
     * guests by a keyed digest of their address, who do not come back.
     */
    forgotten: z.object({ texts: z.array(z.enum(['title', 'location', 'meetingLink', 'description'])), guests: z.array(z.string()) }).optional(),
    /** Oldest first; mostly empty. More than one only after a lost reply. */
    inflight: z.array(inflightWrite),
    /** Writes begun, ever: makes every stamp new. */
    writes: z.number().int(),
    /** The literal text before the title in Google; exactly that is stripped when reading. */
    titlePrefix: z.string(),
    /** Google's own conference of this event; it is not written a second time into the location. */
    conferenceLink: z.string().nullable(),
    etag: z.string().nullable(),
    /** What Google showed last was seen and not merged, as nobody followed the event then: it is read once more before it is followed again. */
    unmerged: z.boolean().optional(),
    /** The etag that a list of changes last showed: shown once more as a change, the list is behind, and the event itself is asked. */
    listedEtag: z.string().nullable(),
    /** Google's `updated` (ms) of what was last applied: an older item is stale. */
    seenUpdated: z.number().nullable(),
    /** When (our clock, ms) we last took something of this event from Google or wrote it: a page asked for earlier may be stale. */
    touchedAt: z.number().nullable(),
    /** Version of the appointment that Google last showed or confirmed. */
    syncedVersion: z.number().int(),
    /** Set when there is something to write, ms since when; null when both sides agree. */
    dirtySince: z.number().nullable(),
    /** When it may be written next (ms); null: nothing to write, or it waits for an edit or a person. */
    pushAt: z.number().nullable(),
    /** `now`: somebody waits for it. `later`: back-fill, behind all of the former. */
    lane: z.enum(['now', 'later']),
    /** The appointment does not belong in this calendar any more: our event goes, theirs is let go. */
    unneeded: z.boolean(),
    state: z.enum(['synced', 'waiting', 'failed', 'dormant', 'gone']),
    /** Why it failed; a key the portal has a sentence for. */
    problem: z.string().nullable(),
    attempts: z.number().int(),
    /** The run that asked for this write (push existing, retry); null otherwise. */
    runId: z.string().nullable(),
    createdAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byAppointment: { fields: ['appointmentId'] },
    byGoogleEvent: { fields: ['googleCalendarId', 'googleEventId'], unique: true },
    byPush: { fields: ['googleCalendarId', 'lane', 'pushAt'] },
    byState: { fields: ['googleCalendarId', 'state'] },
    /** What stands in Google as far as we know. */
    byStanding: { fields: ['googleCalendarId', 'base.exists', 'state'] },
    byConnection: { fields: ['connectionId', 'state', 'googleCalendarId'] },
    byRun: { fields: ['runId'] },
  },
});
export type LinkDoc = z.infer<typeof links.schema>;

/** States of a link that stands: it does not rest, and its event is not gone. */
export const STANDING = ['synced', 'waiting', 'failed'] as const satisfies readonly LinkDoc['state'][];
