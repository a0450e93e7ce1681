import type { Collection, Query } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { addressBook } from '../repos/address-book.ts';
import { contactWords } from '../repos/contact-words.ts';
import { contacts } from '../repos/contacts.ts';
import { decisions } from '../repos/decisions.ts';
import { erasures } from '../repos/erasures.ts';
import { externalIds } from '../repos/external-ids.ts';
import { removalKey, removals, type Removal } from '../repos/removals.ts';
import { seenBatches } from '../repos/seen-batches.ts';
import { suppressions } from '../repos/suppressions.ts';
import type { Count } from './run-removal.ts';

const PAGE = 200;

/** Removes everything of an agency. Rows that only lead to others are not counted. */
export async function removeAgency(deps: Deps, removal: Removal, count: Count): Promise<void> {
  const { agencyId } = removal;
  const mine = removalKey(removal.kind, agencyId, removal.subjectId);

  async function empty<T extends object, I extends string>(collection: Collection<T, I>, index: I, counted: boolean): Promise<void> {
    const query: Query<I> = { index, equals: [agencyId], limit: PAGE };
    for (;;) {
      const keys = (await deps.store.find(collection, query)).items.map((doc) => collection.key(doc)).filter((key) => key !== mine);
      if (keys.length === 0) return;
      await deps.store.transaction(async (tx) => {
        for (const key of keys) await tx.remove(collection, key);
        if (counted) await count(tx, keys.length);
      });
    }
  }

  await empty(seenBatches, 'byAgency', false);
  await empty(contacts, 'byName', true);
  await empty(decisions, 'byTime', true);
  await empty(suppressions, 'byAgency', true);
  await empty(erasures, 'byAgency', true);
  await empty(contactWords, 'byPlace', false);
  await empty(addressBook, 'byAgency', false);
  await empty(externalIds, 'byAgency', false);
  await empty(removals, 'byAgency', false);
  deps.agencyKeys.forget(agencyId);
  await deps.agencies.forget(agencyId);
}
