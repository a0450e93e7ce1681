import { z } from 'zod';
import { id, instant } from './shapes.ts';

/** A calendar of the platform. `unassigned` is one person's own; a `group` has members and switches. */
export const platformCalendar = z.object({
  id,
  kind: z.enum(['unassigned', 'group']),
  name: z.string(),
  color: z.string(),
  /** Whose own calendar it is; null for a group. */
  userId: id.nullable(),
  memberIds: z.array(id),
  /** Group only: where appointments made from Google events go; another platform calendar or this one. */
  defaultCalendarId: id.nullable(),
  allowContactCreation: z.boolean(),
  /** Exists only once a default calendar is chosen. */
  allowTrigger: z.boolean(),
  version: z.number().int(),
});
export type PlatformCalendar = z.infer<typeof platformCalendar>;

export const newPlatformCalendar = z.strictObject({
  kind: z.enum(['unassigned', 'group']),
  name: z.string().min(1).max(120),
  color: z.string().regex(/^#[0-9a-f]{6}$/i).default('#3b6ea8'),
  userId: id.nullable().default(null),
  memberIds: z.array(id).max(200).default([]),
});
export const platformCalendarChange = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  color: z.string().regex(/^#[0-9a-f]{6}$/i).optional(),
  memberIds: z.array(id).max(200).optional(),
  defaultCalendarId: id.nullable().optional(),
  allowContactCreation: z.boolean().optional(),
  allowTrigger: z.boolean().optional(),
});

export const accessRole = z.enum(['freeBusyReader', 'reader', 'writerWithoutPrivateAccess', 'writer', 'owner', 'unknown']);

/** A row of the calendar dropdown: one calendar of the connected Google account. */
export const googleCalendar = z.object({
  /** Our id of it. */
  id,
  connectionId: id,
  /** Google's id; an address for the primary calendar. */
  googleId: z.string(),
  name: z.string(),
  color: z.string(),
  zone: z.string(),
  accessRole,
  primary: z.boolean(),
  /** Can be chosen as target: we may write it. */
  writable: z.boolean(),
  /** False when Google no longer lists it. */
  available: z.boolean(),
  seenAt: instant,
});
export type GoogleCalendar = z.infer<typeof googleCalendar>;
