import type { Collection } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { appointmentWork } from '../repos/appointment-work.ts';
import { campaigns } from '../repos/campaigns.ts';
import { deliveries } from '../repos/deliveries.ts';
import { enrolments } from '../repos/enrolments.ts';
import { firings } from '../repos/firings.ts';
import { happenings } from '../repos/happenings.ts';
import { mails } from '../repos/mails.ts';
import { removalKey, removals, type Removal } from '../repos/removals.ts';
import { rules } from '../repos/rules.ts';
import { webhooks } from '../repos/webhooks.ts';
import { eachPage } from './each-page.ts';
import type { Count } from './run-removal.ts';

/** Removes everything of an agency: first what works for it, then its records. */
export async function removeAgency(deps: Deps, { agencyId }: Removal, count: Count): Promise<void> {
  const mine = removalKey('agency', agencyId, agencyId);
  const empty = <T extends object, I extends string>(collection: Collection<T, I>, index: I, counted: boolean): Promise<void> =>
    eachPage(deps.store, collection, { index, equals: [agencyId] }, async (tx, page) => {
      for (const doc of page) await tx.remove(collection, collection.key(doc));
      if (counted) await count(tx, page.length);
    });
  await empty(webhooks, 'byAgency', true);
  await empty(rules, 'byAgency', true);
  await empty(appointmentWork, 'byAgency', false);
  await empty(deliveries, 'byWebhook', true);
  await empty(firings, 'byTime', true);
  await empty(enrolments, 'byContact', true);
  await empty(campaigns, 'byAgency', true);
  await empty(mails, 'byAge', true);
  await empty(happenings, 'byAgency', false);
  const asked = await deps.store.find(removals, { index: 'byAgency', equals: [agencyId], limit: 1000 });
  for (const removal of asked.items) if (removals.key(removal) !== mine) await deps.store.remove(removals, removals.key(removal));
  await deps.agencies.forget(agencyId);
}
