import { accessRole } from '@portal-sync/contracts';
import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';

/**
 * One Google calendar of an agency, however many of its connections reach it: the unit of work. A worker leases it, writes its dirty links
 * in order, reads its changes, and puts it back; so one queue gives order, fairness and coalescing.
 */
export const googleCalendars = defineCollection({
  name: 'googleCalendars',
  schema: z.object({
    /** base32hex of a hash over agency and Google's id: the same calendar is the same document. */
    id: z.string(),
    agencyId: z.string(),
    googleId: z.string(),
    zone: z.string(),
    /** The connection in whose name it is read, written and judged: the first live one that chose it. Null: nobody uses it, nothing is due. */
    leadConnectionId: z.string().nullable(),
    /** What the lead chose it for. `draining`: no longer chosen, read until no link is left in it. */
    use: z.enum(['target', 'availability', 'draining', 'none']),
    /** Asks counted up; the worker notes which it has served, so that an ask during a pull is not lost. */
    pullAsked: z.number().int(),
    pullDone: z.number().int(),
    /** When to read next (ms): the poll, the reconcile, or an ask. Null: only when asked. */
    nextPullAt: z.number().nullable(),
    syncToken: z.string().nullable(),
    /** The page to go on with after a stop; the old token stands until the last page is committed. */
    pageToken: z.string().nullable(),
    /** A full read is under way since (ms); null otherwise. Mirrors not seen since then are gone when it ends. */
    fullReadSince: z.number().nullable(),
    /** Linked events that vanished or changed in the pull under way, counted over its pages: the guard against mass changes. While it is paused: what stopped it. */
    guard: z.object({ vanished: z.number().int(), changed: z.number().int() }),
    /** What a person decided about the pull that was stopped; counts until that pull ends. */
    guardAnswer: z.enum(['apply', 'restore']).nullable(),
    /** Whether Google notifies us of this calendar. `refused`: it cannot be watched, so it is polled. */
    watch: z.enum(['off', 'on', 'refused']),
    /** True until the first full read as what it is used for ended: what it brings is back-fill. */
    firstRead: z.boolean(),
    /** Its linked events were followed until that read began, as it drained or was read for its time: their edits that it brings are news. */
    linkedFollowed: z.boolean().optional(),
    /** The run that the pull under way writes into; null while there was nothing to write down. */
    runId: z.string().nullable(),
    /** Google's clock minus ours, ms, from its Date header. */
    googleOffsetMs: z.number(),
    /** Begin of the last pull, whatever became of it. */
    pulledAt: z.number().nullable(),
    /** Last pull and last write that went well. */
    lastPullAt: z.number().nullable(),
    lastPushAt: z.number().nullable(),
    /** Failures in a row; 0 when Google answered anything since. */
    failures: z.number().int(),
    /** After a failure of the whole calendar: nothing is tried before (ms). */
    blockedUntil: z.number().nullable(),
    /** Why nothing moves: `access-revoked`, `scope-missing`, `calendar-gone`, `many-deletions`, `quota`... null when all is well. */
    problem: z.string().nullable(),
    /** Set when a person must decide first: nothing is read or written. */
    pausedSince: z.number().nullable(),
    ...dueFields,
  }),
  key: (doc) => doc.id,
  indexes: { byAgency: { fields: ['agencyId', 'id'] }, byLead: { fields: ['leadConnectionId'] }, byProblem: { fields: ['problem', 'blockedUntil'] } },
  due: true,
});
export type GoogleCalendarDoc = z.infer<typeof googleCalendars.schema>;

/** A connection's way to a Google calendar: a row of its dropdown. */
export const calendarAccesses = defineCollection({
  name: 'calendarAccesses',
  schema: z.object({
    /** connection + calendar */
    id: z.string(),
    agencyId: z.string(),
    connectionId: z.string(),
    userId: z.string(),
    googleCalendarId: z.string(),
    googleId: z.string(),
    name: z.string(),
    color: z.string(),
    zone: z.string(),
    accessRole,
    primary: z.boolean(),
    available: z.boolean(),
    seenAt: z.number(),
  }),
  key: (doc) => doc.id,
  indexes: { byConnection: { fields: ['connectionId', 'name'] }, byCalendar: { fields: ['googleCalendarId'] }, byAgency: { fields: ['agencyId'] } },
});
export type CalendarAccessDoc = z.infer<typeof calendarAccesses.schema>;

export const accessId = (connectionId: string, googleCalendarId: string): string => `${connectionId}/${googleCalendarId}`;
