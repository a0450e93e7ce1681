import { agencyRemoved } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { askRemoval } from '../actions/ask-removal.ts';
import type { Deps } from '../deps.ts';

export const onAgencyRemoved = (deps: Deps): MessageHandler =>
  on(agencyRemoved, ({ agencyId }) => askRemoval(deps, 'agency', agencyId, agencyId));
