import { AppError } from '@portal-sync/kernel';
import type { Reads } from '@portal-sync/store';
import type { ConnectionCard } from '@portal-sync/contracts';
import { appointmentsOf } from '../repos/appointments-of.ts';
import { reachConnection } from '../repos/reach-connection.ts';
import { syncSettings } from '../repos/sync-settings.ts';
import type { PreviewPush, PushAsk } from './doors.ts';
import { findUser } from './keep-user.ts';
import { planPush } from './plan-push.ts';

/** Appointments that are looked at side by side. */
const TOGETHER = 50;

/** See `PreviewPush`. Nothing of it has happened yet, and no mail will ever be sent by it. */
export const previewPush: PreviewPush = async (deps, ask) => {
  const card = await checkPush(deps.store, ask);
  const person = await findUser(deps, card.agencyId, card.userId);
  const counts = { creates: 0, links: 0, alreadyLinked: 0 };
  let cursor: string | undefined;
  do {
    if (person === undefined) break;
    const page = await appointmentsOf(deps.store, { ...person, userId: person.id }, { fromMs: pushFrom(ask, deps.clock.now()), limit: TOGETHER, cursor });
    // A person waits for this: far from its database the product must not ask for one appointment after the other.
    for (const plan of await Promise.all(page.items.map((appointment) => planPush(deps.store, deps, appointment, card.id)))) {
      if (plan.do === 'create') counts.creates++;
      if (plan.do === 'link') counts.links++;
      if (plan.do === 'linked') counts.alreadyLinked++;
    }
    cursor = page.next;
  } while (cursor !== undefined);
  return { connectionId: card.id, ...counts, mails: 0 };
};

/** Future appointments are those that have not begun. */
export const pushFrom = ({ which }: PushAsk, now: number): number => (which === 'all' ? 0 : now);

/** The connection, if something can be pushed through it. */
export async function checkPush(reads: Reads, { agencyId, connectionId }: Pick<PushAsk, 'agencyId' | 'connectionId'>): Promise<ConnectionCard> {
  const card = await reachConnection(reads, { agencyId, userId: undefined }, connectionId);
  const settings = await reads.get(syncSettings, connectionId);
  if (card.state !== 'live') throw new AppError('refused', { detail: 'The connection does not work at the moment.' });
  if (settings === undefined || settings.values.targetCalendarId === null) throw new AppError('refused', { detail: 'Choose a calendar first.' });
  if (settings.values.direction === 'from-google') throw new AppError('refused', { detail: 'In this direction nothing is written to Google.' });
  return card;
}
