import { when } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';
import { syncedFields } from './links.ts';

/** What we last saw of one Google event that counts for us. Private and foreign events and availability calendars keep only their time. */
export const mirrors = defineCollection({
  name: 'mirrors',
  schema: z.object({
    /** Google calendar + event */
    id: z.string(),
    agencyId: z.string(),
    googleCalendarId: z.string(),
    googleEventId: z.string(),
    iCalUID: z.string().nullable(),
    recurringEventId: z.string().nullable(),
    originalStart: z.string().nullable(),
    /** RRULE, RDATE, EXDATE lines of a series, as Google gave them. */
    recurrence: z.array(z.string()),
    /** Busy blocks of a series are made up to here (ms); null when there is nothing to go on with. */
    expandedUntil: z.number().nullable(),
    etag: z.string(),
    updatedAt: z.number(),
    status: z.enum(['confirmed', 'tentative', 'cancelled']),
    when: when.nullable(),
    blocks: z.boolean(),
    /** Null where content is none of our business (private, foreign mark, availability only). */
    fields: syncedFields.nullable(),
    organizer: z.object({ address: z.string().nullable(), self: z.boolean() }),
    ownResponse: z.enum(['needs-action', 'accepted', 'tentative', 'declined']).nullable(),
    attendees: z.array(
      z.object({
        address: z.string(),
        name: z.string().nullable(),
        self: z.boolean(),
        resource: z.boolean(),
        organizer: z.boolean(),
        response: z.enum(['needs-action', 'accepted', 'tentative', 'declined']),
      }),
    ),
    /** Why it only blocks, or null when it may be judged: `private`, `foreign-mark`, `availability`, `event-type`, `no-content`. */
    onlyBlocks: z.string().nullable(),
    backFill: z.boolean(),
    appointmentId: z.string().nullable(),
    verdict: z
      .object({ outcome: z.enum(['appointment', 'busy', 'none']), contactIds: z.array(z.string()), fires: z.boolean(), etag: z.string(), settingsVersion: z.number().int() })
      .nullable(),
    /** The run of the pull that brought it. */
    runId: z.string().optional(),
    /** ms of the full read that last showed it. */
    seenAt: z.number(),
    startsAt: z.number(),
    endsAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byCalendar: { fields: ['googleCalendarId', 'seenAt'] },
    byEnd: { fields: ['endsAt'] },
    byStart: { fields: ['googleCalendarId', 'startsAt'] },
    byMaster: { fields: ['googleCalendarId', 'recurringEventId'] },
    byExpansion: { fields: ['expandedUntil'] },
    byUid: { fields: ['agencyId', 'iCalUID'] },
  },
});
export type MirrorDoc = z.infer<typeof mirrors.schema>;
