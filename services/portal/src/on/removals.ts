import { agencyRemoved, agencyRemovedDone, contactErased, contactErasedDone, userRemoved, userRemovedDone } from '@portal-sync/contracts';
import { on, type MessageHandler } from '@portal-sync/runtime';
import { sessionIdsOf } from '../actions/end-sessions.ts';
import type { Deps } from '../deps.ts';
import { sessions } from '../repos/sessions.ts';
import { signIns } from '../repos/sign-ins.ts';

const DONE = { agency: agencyRemovedDone.portal, user: userRemovedDone.portal, contact: contactErasedDone.portal };

/** What the portal removes when an agency, a person or a contact goes, and how it answers. Safe to run twice. */
export function removals(deps: Deps): readonly MessageHandler[] {
  const finish = async (done: keyof typeof DONE, agencyId: string, subjectId: string, sessionIds: readonly string[], signInIds: readonly string[]): Promise<void> => {
    await deps.store.transaction(async (tx) => {
      let count = 0;
      for (const id of sessionIds) count += Number(await tx.remove(sessions, id));
      for (const id of signInIds) count += Number(await tx.remove(signIns, id));
      tx.send(DONE[done].make({ agencyId, subjectId, service: 'portal', count }, { id: deps.makeId(), now: deps.clock.now() }));
    });
    deps.live.drop((reader) => sessionIds.includes(reader.sessionId));
  };

  return [
    on(agencyRemoved, async ({ agencyId }) => {
      const begun = await deps.store.find(signIns, { index: 'byAgency', equals: [agencyId], limit: 1000 });
      await finish('agency', agencyId, agencyId, await sessionIdsOf(deps, agencyId), begun.items.map((signIn) => signIn.id));
      await deps.agencies.forget(agencyId);
    }),
    on(userRemoved, async ({ agencyId, userId }) => {
      await finish('user', agencyId, userId, await sessionIdsOf(deps, agencyId, userId), []);
      deps.live.publish({ agencyId, collections: ['users'], audience: {} });
    }),
    // A session holds a contact's id only for a person who is that contact; the person is removed on their own.
    on(contactErased, async ({ agencyId, contactId }) => {
      await finish('contact', agencyId, contactId, [], []);
      deps.live.publish({ agencyId, collections: ['contacts', 'appointments'], audience: { staff: true } });
    }),
  ];
}
