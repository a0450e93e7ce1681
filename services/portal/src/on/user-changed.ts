import { userChanged } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { sessionIdsOf } from '../actions/end-sessions.ts';
import { orGone } from '../actions/or-gone.ts';
import type { Deps } from '../deps.ts';
import { sessions } from '../repos/sessions.ts';

/** A person's role or contact may have changed: their sessions take a new token before they do anything else. */
export const onUserChanged = (deps: Deps): MessageHandler =>
  on(userChanged, async ({ agencyId, userId }) => {
    for (const id of await sessionIdsOf(deps, agencyId, userId)) await deps.store.update(sessions, id, (session) => ({ ...session, tokenUntil: 0 })).catch(orGone);
    // An open page is told once more who it is: it reads under the new role from here on.
    await deps.live.end({ agencyId, userId });
    await deps.live.publish({ agencyId, collections: ['users'], audience: {} });
  });
