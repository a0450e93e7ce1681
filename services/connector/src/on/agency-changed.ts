import { agencyChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';

/** Keeps the agency's card fresh: its addresses, zone, types and who may connect. */
export const onAgencyChanged = (deps: Deps): MessageHandler => on(agencyChanged, (data) => deps.agencies.take(data));
