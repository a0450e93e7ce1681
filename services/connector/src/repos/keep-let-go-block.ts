import type { Transaction } from '@portal-sync/store';
import { mirrorIdOf } from '../domain/google-ids.ts';
import { hasOwnCalendar } from '../domain/own-calendar.ts';
import { busyBlocks } from './busy-blocks.ts';
import { connectionCards, userCards } from './cards.ts';
import { googleCalendars } from './google-calendars.ts';
import { keepBlock } from './keep-blocks.ts';
import type { LinkDoc } from './links.ts';
import { mirrors } from './mirrors.ts';

type Linked = Pick<LinkDoc, 'agencyId' | 'googleCalendarId' | 'googleEventId' | 'connectionId'>;

/** The appointment is not its person's any more, but the event stands in their calendar: it takes their time by itself. */
export async function keepLetGoBlock(tx: Transaction, link: Linked): Promise<void> {
  const mirror = await tx.get(mirrors, mirrorIdOf(link.googleCalendarId, link.googleEventId ?? ''));
  const calendar = await tx.get(googleCalendars, link.googleCalendarId);
  const card = await tx.get(connectionCards, link.connectionId);
  const user = card === undefined ? undefined : await tx.get(userCards, `${link.agencyId}/${card.userId}`);
  if (mirror === undefined || calendar === undefined || user === undefined || !hasOwnCalendar(user)) return;
  await keepBlock(tx, mirror, { userId: user.id, zone: calendar.zone }, 'not-an-appointment');
}

/** It is theirs again: the appointment takes their time. */
export async function dropLetGoBlock(tx: Transaction, { googleCalendarId, googleEventId }: Linked): Promise<void> {
  await tx.remove(busyBlocks, mirrorIdOf(googleCalendarId, googleEventId ?? ''));
}
