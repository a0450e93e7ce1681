import { markDue, newDue, type Transaction } from '@portal-sync/store';
import { channels } from './channels.ts';
import type { GoogleCalendarDoc } from './google-calendars.ts';

export interface ChannelWish {
  /** In whose name it is watched; null: it is not to be watched. */
  readonly connectionId: string | null;
  readonly now: number;
  readonly makeId: () => string;
}

/** Asks for a watch channel of a calendar, or lets those go that are open in another's name. The channels' worker does what is asked. */
export async function keepChannels(tx: Transaction, calendar: Pick<GoogleCalendarDoc, 'id' | 'agencyId'>, { connectionId, now, makeId }: ChannelWish): Promise<void> {
  const { items } = await tx.find(channels, { index: 'byCalendar', equals: [calendar.id] });
  const good = items.filter((channel) => channel.connectionId === connectionId && channel.state !== 'stopping');
  for (const channel of items) {
    if (channel.state === 'stopping' || good.includes(channel)) continue;
    await tx.update(channels, channel.id, (doc) => ({ ...markDue(doc, now, now), state: 'stopping' as const }));
  }
  if (connectionId === null || good.length > 0) return;
  await tx.insert(channels, {
    id: makeId(),
    agencyId: calendar.agencyId,
    googleCalendarId: calendar.id,
    connectionId,
    resourceId: null,
    tokenHash: '',
    lastMessageNumber: 0,
    expiresAt: null,
    state: 'opening',
    ...newDue(now),
  });
}
