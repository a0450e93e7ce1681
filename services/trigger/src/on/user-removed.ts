import { userRemoved } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { askRemoval } from '../actions/ask-removal.ts';
import type { Deps } from '../deps.ts';

export const onUserRemoved = (deps: Deps): MessageHandler =>
  on(userRemoved, ({ agencyId, userId }) => askRemoval(deps, 'user', agencyId, userId));
