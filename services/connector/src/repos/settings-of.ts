import type { ConnectionCard } from '@portal-sync/contracts';
import type { Reads } from '@portal-sync/store';
import { defaultSettings } from '../domain/settings-caps.ts';
import { syncSettings, type SyncSettingsDoc } from './sync-settings.ts';

/** A connection's settings; of one that we have only just heard of, what it begins with (version 0). */
export const settingsOf = async (reads: Reads, card: ConnectionCard): Promise<SyncSettingsDoc> =>
  (await reads.get(syncSettings, card.id)) ?? {
    connectionId: card.id, agencyId: card.agencyId, userId: card.userId, version: 0, values: defaultSettings(card.product), changedAt: 0,
  };
