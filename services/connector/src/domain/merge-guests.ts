import type { Guest } from '@portal-sync/contracts';
import { MOST_GUESTS } from './from-google.ts';

const keyOf = (guest: Guest): string => guest.address.toLowerCase();
const byKey = (guests: readonly Guest[]): ReadonlyMap<string, Guest> => new Map(guests.map((guest) => [keyOf(guest), guest]));

/** Guests are merged one by one: who came in Google is added, who left there goes, an answer given there counts; all others stay as they are here. */
export function mergeGuests(base: readonly Guest[], ours: readonly Guest[], theirs: readonly Guest[]): Guest[] {
  const before = byKey(base);
  const there = byKey(theirs);
  const here = byKey(ours);
  const kept = ours.filter((guest) => there.has(keyOf(guest)) || !before.has(keyOf(guest)));
  const answered = kept.map((guest) => {
    const now = there.get(keyOf(guest));
    const then = before.get(keyOf(guest));
    const answeredThere = now !== undefined && (then?.response !== now.response || then.optional !== now.optional);
    return !answeredThere ? guest : { ...guest, response: now.response, optional: now.optional, name: guest.name ?? now.name };
  });
  const came = theirs.filter((guest) => !here.has(keyOf(guest)) && !before.has(keyOf(guest)));
  return [...answered, ...came].slice(0, MOST_GUESTS);
}
