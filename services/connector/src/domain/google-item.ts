import type { Guest } from '@portal-sync/contracts';
import type { When } from '@portal-sync/kernel';

export type Response = Guest['response'];

export interface ItemAttendee {
  readonly address: string;
  readonly name: string | null;
  readonly self: boolean;
  readonly resource: boolean;
  readonly organizer: boolean;
  readonly optional: boolean;
  readonly response: Response;
}

/** A Google event as far as it could be read. Whatever Google leaves out has the meaning that Google gives it. */
export interface GoogleItem {
  readonly id: string;
  readonly etag: string | null;
  /** ms; null on sparse rows. */
  readonly updatedAt: number | null;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly iCalUID: string | null;
  readonly recurringEventId: string | null;
  /** Original start of an occurrence, as Google wrote it: an instant or a date. */
  readonly originalStart: string | null;
  readonly eventType: string;
  /** Null on sparse rows and where Google gives none. */
  readonly when: When | null;
  readonly recurrence: readonly string[];
  readonly transparent: boolean;
  readonly isPrivate: boolean;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly conferenceLink: string | null;
  readonly organizer: { readonly address: string | null; readonly self: boolean };
  /** Ours as a guest; null when we organize it or stand outside. */
  readonly ownResponse: Response | null;
  readonly attendees: readonly ItemAttendee[];
}
