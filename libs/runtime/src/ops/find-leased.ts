import { byDue, type Collection, type Store } from '@portal-sync/store';
import { isLeased, type WorkDocument } from './work-items.ts';

/** Documents looked at in search of leases; more wait than an operator reads. */
const LOOK_AT = 2_000;
const PAGE = 500;
/** No lease lasts longer than this without being renewed, ms. */
const LONGEST_LEASE_MS = 60_000;

/** Documents under a lease, the one that ends first in front; at most `limit`. While leased, a document is due at the end of its lease, so they stand together in the due index. */
export async function findLeased(
  store: Store,
  { collection, leaseMs = LONGEST_LEASE_MS }: { collection: Collection<WorkDocument>; leaseMs?: number | undefined },
  now: number,
  limit = LOOK_AT,
): Promise<readonly WorkDocument[]> {
  const leased: WorkDocument[] = [];
  let cursor: string | undefined;
  for (let seen = 0; seen < LOOK_AT && leased.length < limit; seen += PAGE) {
    const page = await store.find(byDue(collection), { index: 'byDue', equals: [], range: { gt: now, lte: now + leaseMs }, limit: PAGE, cursor });
    leased.push(...page.items.filter((doc) => isLeased(doc, now)));
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return leased.slice(0, limit);
}
