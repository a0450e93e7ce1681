import type { Query, Reads } from '@portal-sync/store';
import { LONG_MS } from '../domain/span-fields.ts';
import { busyBlocks, type BusyBlockDoc } from './busy-blocks.ts';

/** All blocks of a person that overlap a span (ms), earliest end first. */
export async function findBusy(reads: Reads, agencyId: string, userId: string, span: { from: number; to: number }): Promise<readonly BusyBlockDoc[]> {
  const near = await all(reads, { index: 'byUser', equals: [agencyId, userId], range: { gt: span.from, lte: span.to + LONG_MS } });
  // What ends later than that and began before the span's end is long.
  const long = await all(reads, { index: 'byUserLong', equals: [agencyId, userId], range: { gt: span.to + LONG_MS } });
  return [...near, ...long].filter((block) => block.startsAt < span.to);
}

async function all(reads: Reads, query: Query<keyof typeof busyBlocks.indexes>): Promise<BusyBlockDoc[]> {
  const found: BusyBlockDoc[] = [];
  let cursor: string | undefined;
  do {
    const page = await reads.find(busyBlocks, { ...query, limit: 1000, cursor });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}
