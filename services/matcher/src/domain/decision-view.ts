import type { Decision } from '@portal-sync/contracts';

/**
 * What somebody sees of a decision. Who does not see the event's details sees of its guests only those who are contacts (they stand in the
 * list of contacts with where they came from): the rest of a colleague's guest list is nobody's business.
 */
export const decisionView = (decision: Decision, seen: 'details' | 'busy'): Decision =>
  seen === 'details' ? decision : { ...decision, guests: decision.guests.map((guest) => (guest.contactId === null ? { ...guest, address: '' } : guest)) };
