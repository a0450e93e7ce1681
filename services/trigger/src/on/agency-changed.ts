import { agencyChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import type { Deps } from '../deps.ts';

/** Keeps the agency's card fresh: tokens are checked against its addresses. */
export const onAgencyChanged = (deps: Deps): MessageHandler => on(agencyChanged, (data) => deps.agencies.take(data));
