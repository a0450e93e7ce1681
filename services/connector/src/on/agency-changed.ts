import { agencyChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { askRespan } from '../actions/ask-respan.ts';
import type { Deps } from '../deps.ts';

/** Keeps the agency's card fresh: its addresses, types, who may connect, and the zone in which its whole days begin. */
export const onAgencyChanged = (deps: Deps): MessageHandler =>
  on(agencyChanged, async (data) => {
    await deps.agencies.take(data);
    await askRespan(deps, data.agencyId);
  });
