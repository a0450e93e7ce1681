import { googleCalendars } from '../repos/google-calendars.ts';
import { links } from '../repos/links.ts';
import type { Pass } from './pass.ts';
import { pushLink } from './push-link.ts';

/** So many links are written before others get their turn. */
export const BATCH = 20;

/** Writes the dirty links of a calendar that are due, in order: first what somebody waits for. How many there were. */
export async function pushBatch(pass: Pass, lanes: readonly ('now' | 'later')[]): Promise<number> {
  let done = 0;
  try {
    for (const lane of lanes) {
      if (done >= BATCH) break;
      const { items } = await pass.deps.store.find(links, {
        index: 'byPush',
        equals: [pass.calendar.id, lane],
        range: { lte: pass.deps.clock.now() },
        limit: BATCH - done,
      });
      for (const { id } of items) {
        if (pass.signal.aborted) return done;
        await pushLink(pass, id);
        done++;
      }
    }
    return done;
  } finally {
    // Also where a later one failed: Google answers, so its failure is the first of its row.
    if (done > 0) await pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => ({ ...doc, lastPushAt: pass.deps.clock.now(), failures: 0, problem: healed(doc.problem) }));
  }
}

/** A write that went well proves that Google's limits let us through again. */
const healed = (problem: string | null): string | null => (problem === 'quota' || problem === 'google-down' ? null : problem);

