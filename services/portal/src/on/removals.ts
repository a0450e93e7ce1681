import { isLiveUser } from '@portal-sync/auth';
import { agencyRemoved, contactErased, userRemoved } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { sessionIdsOf } from '../actions/end-sessions.ts';
import { finishRemoval } from '../actions/finish-removal.ts';
import type { Deps } from '../deps.ts';
import { signIns } from '../repos/sign-ins.ts';

/** What the portal removes when an agency, a person or a contact goes. Each is answered when it is done. Safe to run twice. */
export const removals = (deps: Deps): readonly MessageHandler[] => [
  on(agencyRemoved, async ({ agencyId }) => {
    const begun = await deps.store.find(signIns, { index: 'byAgency', equals: [agencyId], limit: 1000 });
    await finishRemoval(deps, { of: 'agency', agencyId, subjectId: agencyId, sessionIds: await sessionIdsOf(deps, agencyId), signInIds: begun.items.map((signIn) => signIn.id) });
    await deps.agencies.forget(agencyId);
  }),
  on(userRemoved, async ({ agencyId, userId }) => {
    // Said again, it may come after somebody was made anew under this id.
    if (await isLiveUser(deps.broker, agencyId, userId)) return;
    await finishRemoval(deps, { of: 'user', agencyId, subjectId: userId, sessionIds: await sessionIdsOf(deps, agencyId, userId) });
    await deps.live.publish({ agencyId, collections: ['users'], audience: {} });
  }),
  // A session holds a contact's id only for a person who is that contact; the person is removed on their own.
  on(contactErased, async ({ agencyId, contactId }) => {
    await finishRemoval(deps, { of: 'contact', agencyId, subjectId: contactId });
    await deps.live.publish({ agencyId, collections: ['contacts', 'appointments'], audience: { staff: true } });
  }),
];
