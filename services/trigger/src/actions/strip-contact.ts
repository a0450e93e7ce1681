import type { Deps } from '../deps.ts';
import { enrolmentKey, enrolments } from '../repos/enrolments.ts';
import { firingKey, firings } from '../repos/firings.ts';
import { mails } from '../repos/mails.ts';
import type { Removal } from '../repos/removals.ts';
import { eachPage } from './each-page.ts';
import type { Count } from './run-removal.ts';

/**
 * Erases a contact's traces: firings forget whom they were for, enrolments and mails that speak of them go. Firings first: an action that
 * is under way finds its firing changed and writes nothing.
 */
export async function stripContact(deps: Deps, { agencyId, subjectId }: Removal, count: Count): Promise<void> {
  const equals = [agencyId, subjectId];
  await eachPage(deps.store, firings, { index: 'byContact', equals }, async (tx, page) => {
    for (const { id } of page) await tx.update(firings, firingKey(agencyId, id), (firing) => ({ ...firing, contactId: null }));
    await count(tx, page.length);
  });
  await eachPage(deps.store, enrolments, { index: 'byContact', equals }, async (tx, page) => {
    for (const { id } of page) await tx.remove(enrolments, enrolmentKey(agencyId, id));
    await count(tx, page.length);
  });
  await eachPage(deps.store, mails, { index: 'byContact', equals }, async (tx, page) => {
    for (const mail of page) await tx.remove(mails, mails.key(mail));
    await count(tx, page.length);
  });
}
