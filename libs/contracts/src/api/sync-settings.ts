import { z } from 'zod';
import { id, instant } from './shapes.ts';

export const direction = z.enum(['bidirectional', 'to-google', 'from-google']);
export const mode = z.enum(['one-way', 'two-way', 'smart', 'disable-trigger']);
export type Mode = z.infer<typeof mode>;
export const frequency = z.enum(['realtime', '5-minutes', '15-minutes', 'hourly', 'manual']);
export const conflictPolicy = z.enum(['platform-wins', 'google-wins', 'last-modified-wins', 'manual']);
export type ConflictPolicy = z.infer<typeof conflictPolicy>;

/** How one connection syncs. Defaults are those of the product. */
export const syncSettingsValues = z.strictObject({
  /** Our id of the Google calendar that appointments go to; null until chosen: nothing syncs. Only it creates appointments. */
  targetCalendarId: id.nullable().default(null),
  /** Google calendars whose busy events only block. */
  availabilityCalendarIds: z.array(id).max(50).default([]),
  /** Platform calendars that are pushed: all of the person's, or a list. */
  platformCalendars: z.union([z.literal('all'), z.array(id).max(50)]).default('all'),
  direction: direction.default('bidirectional'),
  mode: mode.default('smart'),
  frequency: frequency.default('realtime'),
  conflictPolicy: conflictPolicy.default('platform-wins'),
  /** Appointment type key to whether it syncs; types not named follow the agency's defaults. */
  syncTypes: z.record(z.string().max(40), z.boolean()).default({}),
  syncAllDay: z.boolean().default(false),
  /** Off: events become busy blocks in any mode. */
  createAppointments: z.boolean().default(true),
  /** Type of an appointment made from an event. */
  defaultType: z.string().max(40).default('meeting'),
  /** Platform calendar that takes appointments made from events; null: the person's own. */
  appointmentsGoTo: id.nullable().default(null),
  /** What teammates see of imported events. */
  teammatesSee: z.enum(['busy', 'details']).default('busy'),
  /** Colleagues who see details nevertheless. */
  detailsForUserIds: z.array(id).max(200).default([]),
  availabilityOnly: z.boolean().default(false),
  /** Client details in Google. */
  clientDetails: z.enum(['shown', 'hidden']).default('shown'),
  guestsInGoogle: z.enum(['not-added', 'added-silently', 'invited-by-mail']).default('not-added'),
  notifyClientOn: z.strictObject({ timeChange: z.boolean(), cancellation: z.boolean() }).default({ timeChange: false, cancellation: false }),
});
export type SyncSettingsValues = z.infer<typeof syncSettingsValues>;

/** What becomes of our events in the calendar that was the target so far, when another is chosen. Part of the change, not of the settings. */
export const oldTarget = z.enum(['leave', 'move', 'remove']);
export type OldTarget = z.infer<typeof oldTarget>;

/** A change: only what is named changes. */
export const syncSettingsChange = z.strictObject({
  ...(Object.fromEntries(Object.entries(syncSettingsValues.shape).map(([key, value]) => [key, value.unwrap().optional()])) as {
    [K in keyof typeof syncSettingsValues.shape]: z.ZodOptional<ReturnType<(typeof syncSettingsValues.shape)[K]['unwrap']>>;
  }),
  /** Not named: they are left where they are. */
  oldTarget: oldTarget.optional(),
});

export const syncSettings = syncSettingsValues.extend({
  connectionId: id,
  userId: id,
  version: z.number().int(),
  /** How changes in Google reach us, and why so. */
  pull: z.object({ by: z.enum(['watch', 'poll', 'manual']), everySeconds: z.number().nullable(), because: z.string() }),
});
export type SyncSettings = z.infer<typeof syncSettings>;

/** What a person sees of a connection without asking. */
export const syncState = z.enum(['connected', 'syncing', 'needs-you', 'on-it', 'paused', 'off']);
export const syncStatus = z.object({
  connectionId: id,
  userId: id,
  state: syncState,
  since: instant,
  lastSuccessAt: instant.nullable(),
  /** A key the portal has a sentence for, e.g. `choose-calendar`, `access-revoked`, `quota`, `many-deletions`. Null when all is well. */
  reason: z.string().nullable(),
  targetCalendarName: z.string().nullable(),
  counts: z.object({ linked: z.number().int(), waiting: z.number().int(), failed: z.number().int() }),
  /** Syncing stopped because so many linked events vanished or changed at once (counted as far as was read): a person decides. Null or missing: nothing waits for a decision. */
  stopped: z.object({ vanished: z.number().int(), changed: z.number().int() }).nullable().optional(),
});
/** The answer to a pull that was stopped because too much vanished or changed at once: take it over, or write ours back. */
export const guardAnswer = z.strictObject({ answer: z.enum(['apply', 'restore']) });
export type SyncStatus = z.infer<typeof syncStatus>;
