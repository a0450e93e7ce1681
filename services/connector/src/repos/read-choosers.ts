import type { Reads, Transaction } from '@portal-sync/store';
import type { Chooser } from '../domain/choose-lead.ts';
import { connectionCards } from './cards.ts';
import { calendarAccesses } from './google-calendars.ts';
import { links, STANDING } from './links.ts';
import { syncSettings, type SyncSettingsDoc } from './sync-settings.ts';

/**
 * Connections that chose a Google calendar. `changing` stands for settings that are being stored in the same transaction. Those of the others are guarded: of two
 * who choose or leave it at once, the second sees what the first did.
 */
export async function readChoosers(tx: Transaction, googleCalendarId: string, changing?: SyncSettingsDoc): Promise<readonly Chooser[]> {
  const { items } = await tx.find(calendarAccesses, { index: 'byCalendar', equals: [googleCalendarId], limit: 1000 });
  const choosers = await Promise.all(
    items.map(async ({ connectionId }): Promise<readonly Chooser[]> => {
      const settings = changing?.connectionId === connectionId ? changing : await tx.guard(syncSettings, connectionId);
      const card = await tx.guard(connectionCards, connectionId);
      if (settings === undefined || card === undefined) return [];
      const live = card.state === 'live';
      if (settings.values.targetCalendarId === googleCalendarId) return [{ connectionId, live, use: 'target' }];
      return settings.values.availabilityCalendarIds.includes(googleCalendarId) ? [{ connectionId, live, use: 'availability' }] : [];
    }),
  );
  return choosers.flat();
}

/** A live connection by which links still stand in a calendar, or null. */
export async function whoLeftLinks(reads: Reads, googleCalendarId: string): Promise<string | null> {
  for (const state of STANDING) {
    const { items } = await reads.find(links, { index: 'byState', equals: [googleCalendarId, state], limit: 20 });
    for (const { connectionId } of items) {
      if ((await reads.get(connectionCards, connectionId))?.state === 'live') return connectionId;
    }
  }
  return null;
}
