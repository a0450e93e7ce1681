import type { UserCaller } from '@portal-sync/contracts';

/** What the pages read; a live update names one of these and nothing else. */
export type LiveCollection =
  | 'session' | 'users' | 'connections' | 'sync-status' | 'sync-settings' | 'appointments' | 'busy' | 'runs' | 'conflicts' | 'contacts' | 'decisions' | 'firings' | 'campaigns';

/** Who may learn that something changed. `everyone`: all of the agency; `people`: these persons; admins of the agency always, save for `only`. */
export interface Audience {
  readonly everyone?: boolean;
  readonly staff?: boolean;
  readonly userIds?: readonly string[];
  /** Clients and prospects who are one of these contacts. */
  readonly contactIds?: readonly string[];
}

export interface Change {
  readonly agencyId: string;
  readonly collections: readonly LiveCollection[];
  readonly audience: Audience;
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
