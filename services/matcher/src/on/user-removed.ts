import { isLiveUser } from '@portal-sync/auth';
import { userRemoved } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { askRemoval } from '../actions/ask-removal.ts';
import type { Deps } from '../deps.ts';

/** Their traces are to go; not those of somebody who was made anew under their id since. */
export const onUserRemoved = (deps: Deps): MessageHandler =>
  on(userRemoved, async ({ agencyId, userId }) => {
    if (!(await isLiveUser(deps.broker, agencyId, userId))) await askRemoval(deps, 'user', agencyId, userId);
  });
