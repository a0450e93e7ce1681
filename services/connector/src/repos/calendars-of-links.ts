import type { Reads } from '@portal-sync/store';
import { links, type LinkDoc } from './links.ts';

/** Google calendars in which a connection has links in one of these states. One short read for each, however many links there are. */
export async function calendarsOfLinks(reads: Reads, connectionId: string, states: readonly LinkDoc['state'][]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const state of states) {
    let last: string | undefined;
    do {
      const range = last === undefined ? {} : { range: { gt: last } };
      const { items } = await reads.find(links, { index: 'byConnection', equals: [connectionId, state], limit: 1, ...range });
      last = items[0]?.googleCalendarId;
      if (last !== undefined) found.add(last);
    } while (last !== undefined);
  }
  return found;
}
