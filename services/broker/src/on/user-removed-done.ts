import { RECORD_OWNERS, userRemovedDone } from '@portal-sync/contracts';
import { on } from '@portal-sync/runtime';
import { isOfEarlier } from '../domain/is-of-earlier.ts';
import { takeAnswer } from '../actions/users/go-on-removing.ts';
import type { Deps } from '../deps.ts';
import { userKey, users } from '../repos/users.ts';

/** Our own answer is counted where it is given. */
const OTHERS = RECORD_OWNERS.filter((owner) => owner !== 'broker');

/** An owner of records has forgotten a person. */
export const onUserRemovedDone = (deps: Deps) =>
  on(OTHERS.map((owner) => userRemovedDone[owner]), async ({ agencyId, subjectId, service, count }, { message }) => {
    await deps.store.transaction(async (tx) => {
      const user = await tx.get(users, userKey(agencyId, subjectId));
      if (user?.state !== 'removing' || user.removal === null || isOfEarlier(message, user.removal.askedAt)) return;
      await takeAnswer(tx, deps, user, service, count);
    });
  });
