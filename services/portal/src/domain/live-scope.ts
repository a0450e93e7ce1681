import type { UserCaller } from '@portal-sync/contracts';
import { z } from 'zod';

/** What the pages read; a live update names one of these and nothing else. */
export const LIVE_COLLECTIONS = [
  'session', 'users', 'connections', 'sync-status', 'sync-settings', 'appointments', 'busy', 'runs', 'conflicts', 'contacts', 'decisions', 'firings', 'campaigns',
] as const;
export type LiveCollection = (typeof LIVE_COLLECTIONS)[number];

/** Who may learn that something changed: all of the agency, its staff, these persons; admins of the agency always. */
const audience = z.strictObject({
  everyone: z.boolean().optional(),
  staff: z.boolean().optional(),
  userIds: z.array(z.string()).readonly().optional(),
  /** Clients and prospects who are one of these contacts. */
  contactIds: z.array(z.string()).readonly().optional(),
});
export type Audience = z.infer<typeof audience>;

/** Something changed, in which of the pages' collections, and whom it concerns. */
export const change = z.strictObject({ agencyId: z.string(), collections: z.array(z.enum(LIVE_COLLECTIONS)).readonly(), audience });
export type Change = z.infer<typeof change>;

/** Whose live updates end: those of one session, of one person, or of a whole agency. */
export const ending = z.union([z.strictObject({ sessionId: z.string() }), z.strictObject({ agencyId: z.string(), userId: z.string().optional() })]);
export type Ending = z.infer<typeof ending>;

/** Who reads live updates. */
export interface LiveReader {
  readonly sessionId: string;
  readonly caller: UserCaller;
}

/** Whether this change is this person's to know: never another agency's; an admin knows of all; others by their audience. */
export function concerns(change: Change, reader: UserCaller): boolean {
  if (change.agencyId !== reader.agencyId) return false;
  const { audience } = change;
  if (reader.role === 'admin' || audience.everyone === true) return true;
  if (audience.userIds?.includes(reader.userId) === true) return true;
  if (reader.role === 'staff') return audience.staff === true;
  return reader.contactId !== undefined && audience.contactIds?.includes(reader.contactId) === true;
}

/** Whether this is an end of what they read. */
export const ends = (ending: Ending, { sessionId, caller }: LiveReader): boolean =>
  'sessionId' in ending ? ending.sessionId === sessionId : ending.agencyId === caller.agencyId && (ending.userId === undefined || ending.userId === caller.userId);
