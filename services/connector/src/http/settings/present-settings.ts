import type { ConnectionCard, SyncSettings } from '@portal-sync/contracts';
import type { Deps } from '../../deps.ts';
import { canNotify, pullPlan } from '../../domain/pull-plan.ts';
import { googleCalendars } from '../../repos/google-calendars.ts';
import type { SyncSettingsDoc } from '../../repos/sync-settings.ts';

export async function presentSettings(deps: Deps, card: ConnectionCard, doc: Pick<SyncSettingsDoc, 'values' | 'version'>): Promise<SyncSettings> {
  const target = doc.values.targetCalendarId === null ? undefined : await deps.store.get(googleCalendars, doc.values.targetCalendarId);
  return {
    ...doc.values,
    connectionId: card.id,
    userId: card.userId,
    version: doc.version,
    pull: pullPlan({
      frequency: doc.values.frequency,
      canNotify: canNotify(deps.settings.NOTIFY_URL, deps.settings.GOOGLE_API_ROOT),
      watch: target?.watch ?? 'off',
      reconcileSeconds: deps.settings.CONNECTOR_RECONCILE_MINUTES * 60,
    }),
  };
}
