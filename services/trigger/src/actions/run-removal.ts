import { agencyRemovedDone, contactErasedDone, userRemovedDone } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { removalKey, removals, type Removal } from '../repos/removals.ts';
import { eachPage } from './each-page.ts';
import { removeAgency } from './remove-agency.ts';
import { stripContact } from './strip-contact.ts';
import { mails } from '../repos/mails.ts';

/** Adds to what a removal has done, in the transaction that did it. */
export type Count = (tx: Pick<Deps['store'], 'update'>, records: number) => Promise<void>;

const ANSWERS = { agency: agencyRemovedDone.trigger, user: userRemovedDone.trigger, contact: contactErasedDone.trigger } as const;
const WAYS = { agency: removeAgency, user: removeUser, contact: stripContact } as const;

/** Removes page by page, then answers whoever asked. Safe to run twice: what is gone is not counted again. */
export async function runRemoval(deps: Deps, removal: Removal): Promise<{ nextAt: number | null }> {
  const { kind, agencyId, subjectId } = removal;
  const key = removalKey(kind, agencyId, subjectId);
  await WAYS[kind](deps, removal, async (tx, records) => {
    if (records > 0) await tx.update(removals, key, (row) => ({ ...row, count: row.count + records }));
  });
  await deps.store.transaction(async (tx) => {
    const row = await tx.update(removals, key, (now) => ({ ...now, doneAt: deps.clock.now() }));
    const answer = { agencyId, subjectId, service: 'trigger', count: row.count };
    tx.send(ANSWERS[kind].make(answer, { id: deps.makeId(), now: deps.clock.now() }));
  });
  return { nextAt: null };
}

/** Of a person of ours we keep only the mails to them. */
async function removeUser(deps: Deps, { agencyId, subjectId }: Removal, count: Count): Promise<void> {
  await eachPage(deps.store, mails, { index: 'byUser', equals: [agencyId, subjectId] }, async (tx, page) => {
    for (const mail of page) await tx.remove(mails, mails.key(mail));
    await count(tx, page.length);
  });
}
