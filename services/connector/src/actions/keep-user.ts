import { userCard, type UserCard } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { hasOwnCalendar, newOwnCalendar } from '../domain/own-calendar.ts';
import { userCards } from '../repos/cards.ts';
import { platformCalendars } from '../repos/platform-calendars.ts';

/** Reads a person's card from the broker and keeps it, with a calendar of their own where they work at the agency. Undefined: no such person. */
export async function keepUser(deps: Deps, agencyId: string, userId: string): Promise<UserCard | undefined> {
  const card = await deps.broker.get(`/internal/users/${encodeURIComponent(agencyId)}/${encodeURIComponent(userId)}`, userCard);
  if (card === undefined || card.agencyId !== agencyId) return undefined;
  return deps.store.transaction(async (tx) => {
    const kept = await tx.get(userCards, userCards.key(card));
    // Two reads may overtake each other: the newer version stays.
    if (kept !== undefined && kept.version > card.version) return kept;
    await tx.put(userCards, card);
    const own = newOwnCalendar(card);
    if (hasOwnCalendar(card) && (await tx.get(platformCalendars, own.id)) === undefined) await tx.insert(platformCalendars, own);
    return card;
  });
}

/** The card of a person, read from the broker if we have not heard of them yet. */
export const findUser = async (deps: Deps, agencyId: string, userId: string): Promise<UserCard | undefined> =>
  (await deps.store.get(userCards, `${agencyId}/${userId}`)) ?? (await keepUser(deps, agencyId, userId));
