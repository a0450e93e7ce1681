import type { ConnectionCard, SyncSettings } from '@portal-sync/contracts';
import type { Deps } from '../../deps.ts';
import { howPulled } from '../../domain/how-pulled.ts';
import { googleCalendars } from '../../repos/google-calendars.ts';
import type { SyncSettingsDoc } from '../../repos/sync-settings.ts';

export async function presentSettings(deps: Deps, card: ConnectionCard, doc: Pick<SyncSettingsDoc, 'values' | 'version'>): Promise<SyncSettings> {
  const target = doc.values.targetCalendarId === null ? undefined : await deps.store.get(googleCalendars, doc.values.targetCalendarId);
  return {
    ...doc.values,
    connectionId: card.id,
    userId: card.userId,
    version: doc.version,
    pull: howPulled({ frequency: doc.values.frequency, hasNotifyUrl: deps.settings.NOTIFY_URL !== undefined, watch: target?.watch }),
  };
}
