import type { ConnectionCard } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Reads } from '@portal-sync/store';
import { connectionCards } from './cards.ts';

/** Who asks: an agency, and where they are confined to their own, the person. */
export interface Confines {
  readonly agencyId: string;
  readonly userId: string | undefined;
}

/** A connection within the caller's reach. Another agency's, and another person's for who is confined to their own, is `not-found`. */
export async function reachConnection(reads: Reads, { agencyId, userId }: Confines, connectionId: string): Promise<ConnectionCard> {
  const card = await reads.get(connectionCards, connectionId);
  if (card === undefined || card.agencyId !== agencyId || (userId !== undefined && card.userId !== userId)) throw new AppError('not-found');
  return card;
}
