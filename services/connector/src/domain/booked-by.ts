import type { AgencyCaller, BookedBy } from '@portal-sync/contracts';

/** Who booked it, as the caller tells: what a client makes is the customer's, what an agency's system makes the platform's. */
export function bookedByOf(caller: AgencyCaller): BookedBy {
  if (caller.kind === 'platform') return 'platform';
  return caller.role === 'client' || caller.role === 'prospect' ? 'customer' : 'staff';
}

/** Under which name an edit stands in the history: a user's or a platform client's id. */
export const editorOf = (caller: AgencyCaller): string => (caller.kind === 'platform' ? caller.clientId : caller.userId);

export const isClient = (caller: AgencyCaller): boolean => caller.kind === 'user' && (caller.role === 'client' || caller.role === 'prospect');
