import { agencyRemovedDone, contactErasedDone, userRemovedDone } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { sessions } from '../repos/sessions.ts';
import { signIns } from '../repos/sign-ins.ts';

const DONE = { agency: agencyRemovedDone.portal, user: userRemovedDone.portal, contact: contactErasedDone.portal };

/** What goes: who or what was removed, and the records of it here. */
export interface Removal {
  readonly of: keyof typeof DONE;
  readonly agencyId: string;
  readonly subjectId: string;
  readonly sessionIds?: readonly string[];
  readonly signInIds?: readonly string[];
}

/** Removes the records and says how many they were, in one transaction; live updates of an agency or a person who goes end. Safe to run twice. */
export async function finishRemoval(deps: Deps, { of, agencyId, subjectId, sessionIds = [], signInIds = [] }: Removal): Promise<void> {
  await deps.store.transaction(async (tx) => {
    let count = 0;
    for (const id of sessionIds) count += Number(await tx.remove(sessions, id));
    for (const id of signInIds) count += Number(await tx.remove(signIns, id));
    tx.send(DONE[of].make({ agencyId, subjectId, service: 'portal', count }, { id: deps.makeId(), now: deps.clock.now() }));
  });
  if (of !== 'contact') await deps.live.end(of === 'agency' ? { agencyId } : { agencyId, userId: subjectId });
}
