import { SHARES_BUSY, type Sharing } from '@portal-sync/auth';
import type { Reads } from '@portal-sync/store';
import { syncSettings } from './sync-settings.ts';

/** What a person shows teammates of their calendar: the strictest of their connections' settings. */
export async function sharingOf(reads: Reads, agencyId: string, userId: string): Promise<Sharing> {
  const { items } = await reads.find(syncSettings, { index: 'byUser', equals: [agencyId, userId] });
  const [first, ...others] = items.map(({ values }) => values);
  if (first === undefined) return SHARES_BUSY;
  return others.reduce<Sharing>(
    (strictest, values) => ({
      teammatesSee: values.teammatesSee === 'busy' ? 'busy' : strictest.teammatesSee,
      detailsForUserIds: strictest.detailsForUserIds.filter((id) => values.detailsForUserIds.includes(id)),
    }),
    first,
  );
}
