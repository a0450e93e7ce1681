import type { EventToJudge } from '@portal-sync/contracts';
import { normalizeAddress } from '@portal-sync/kernel';

/** Somebody an event names: a guest, or an organizer who stands on no guest list. */
export interface Person {
  /** As Google wrote it; empty when Google gave none. */
  readonly written: string;
  /** One spelling per mailbox, by the agency's rules; undefined for what is no address. */
  readonly address: string | undefined;
  readonly name: string | null;
  readonly self: boolean;
  readonly resource: boolean;
}

/**
 * The guests in their order, then the organizer where the guest list lacks him: an invitation made by a client names the client
 * as organizer only.
 */
export function peopleOf(event: EventToJudge): readonly Person[] {
  const guests = event.guests.map((guest) => ({
    written: guest.address,
    address: spelling(event, guest.address),
    name: guest.name,
    self: guest.self,
    resource: guest.resource,
  }));
  const organizer = organizerOf(event);
  const listed = organizer === undefined || guests.some((guest) => guest.address === organizer.address);
  return listed ? guests : [...guests, organizer];
}

/** The organizer as a person, or undefined when it is the calendar itself or Google hides it. */
function organizerOf(event: EventToJudge): Person | undefined {
  const { address, self } = event.organizer;
  if (self || address === null) return undefined;
  return { written: address, address: spelling(event, address), name: null, self: false, resource: false };
}

/** One spelling of an address, by the rules that hold for this event. */
export const spelling = (event: EventToJudge, address: string): string | undefined =>
  normalizeAddress(address, { foldPlusTags: event.policy.foldPlusTags });
