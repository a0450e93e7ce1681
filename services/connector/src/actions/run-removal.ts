import { agencyRemovedDone, contactErasedDone, userRemovedDone } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { connectionCards } from '../repos/cards.ts';
import { removalKey, removals, type RemovalDoc } from '../repos/removals.ts';
import { eraseContact } from './erase-contact.ts';
import { removeAgency } from './remove-agency.ts';
import { removeUser } from './remove-user.ts';

/** Removes what there is of somebody and says how many records that were. Safe to run twice. */
export type Remove = (deps: Deps, removal: RemovalDoc) => Promise<number>;

const WAYS: Readonly<Record<RemovalDoc['kind'], Remove>> = { agency: removeAgency, user: removeUser, contact: eraseContact };
const ANSWERS = { agency: agencyRemovedDone.connector, user: userRemovedDone.connector, contact: contactErasedDone.connector } as const;

/** Connections are let go of first, each in its own conversation, which takes what we put in Google away. That is waited for, but not for ever. */
const WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** Removes, then answers whoever asked. */
export async function runRemoval(deps: Deps, removal: RemovalDoc): Promise<{ nextAt: number | null }> {
  const { kind, agencyId, subjectId, askedAt } = removal;
  const now = deps.clock.now();
  if (removal.doneAt !== null) return { nextAt: null };
  if (now < askedAt + LONGEST_WAIT_MS && (await hasConnections(deps, removal))) return { nextAt: now + WAIT_MS };
  const removed = await WAYS[kind](deps, removal);
  await deps.store.transaction(async (tx) => {
    const key = removalKey(kind, agencyId, subjectId);
    const fresh = (await tx.get(removals, key)) ?? removal;
    const done = { ...fresh, count: removal.count + removed, doneAt: deps.clock.now() };
    // Asked again meanwhile: what came late is looked for once more, and answered then.
    if (fresh.askedAt !== removal.askedAt) return void (await tx.put(removals, { ...done, doneAt: null }));
    await tx.put(removals, done);
    tx.send(ANSWERS[kind].make({ agencyId, subjectId, service: 'connector', count: done.count }, { id: deps.makeId(), now: deps.clock.now() }));
  });
  return { nextAt: null };
}

async function hasConnections(deps: Deps, { kind, agencyId, subjectId }: RemovalDoc): Promise<boolean> {
  if (kind === 'contact') return false;
  const equals = kind === 'agency' ? [agencyId] : [agencyId, subjectId];
  return (await deps.store.count(connectionCards, { index: 'byUser', equals })) > 0;
}
