import type { Job } from '@portal-sync/runtime';
import { layOutSeries } from '../actions/take-page.ts';
import type { Deps } from '../deps.ts';
import { WINDOW_AHEAD_MS } from '../domain/read-window.ts';
import { connectionCards } from '../repos/cards.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { mirrors, type MirrorDoc } from '../repos/mirrors.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** A series is laid out anew when a week of the window is used up. */
const REST_MS = 7 * DAY_MS;

/** Moves the window on in which occurrences of series block time. */
export const layOutSeriesDaily = (deps: Deps): Job => ({
  name: 'lay-out-series',
  everyMs: DAY_MS,
  async run({ signal }) {
    const before = deps.clock.now() + WINDOW_AHEAD_MS - REST_MS;
    for (;;) {
      const { items } = await deps.store.find(mirrors, { index: 'byExpansion', equals: [], range: { lt: before }, limit: 50 });
      if (items.length === 0 || signal.aborted) return;
      for (const mirror of items) await layOut(deps, mirror);
    }
  },
});

async function layOut(deps: Deps, mirror: MirrorDoc): Promise<void> {
  const calendar = await deps.store.get(googleCalendars, mirror.googleCalendarId);
  const lead = calendar?.leadConnectionId ?? null;
  const card = lead === null ? undefined : await deps.store.get(connectionCards, lead);
  if (calendar !== undefined && card !== undefined) return layOutSeries({ deps, calendar, card }, mirror.id);
  // Nobody reads this calendar: when somebody does again, it is read anew.
  await deps.store.update(mirrors, mirror.id, (doc) => ({ ...doc, expandedUntil: null }));
}
