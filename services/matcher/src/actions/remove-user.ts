import type { Deps } from '../deps.ts';
import { contactKey, contacts } from '../repos/contacts.ts';
import { decisionKey, decisions } from '../repos/decisions.ts';
import type { Removal } from '../repos/removals.ts';
import type { Count } from './run-removal.ts';

const PAGE = 200;

/** Removes what was decided on a person's calendar. Contacts stay with the agency; they only forget whose calendar or hand they came from. */
export async function removeUser(deps: Deps, { agencyId, subjectId }: Removal, count: Count): Promise<void> {
  await everyPage(async () => {
    const { items } = await deps.store.find(decisions, { index: 'byUser', equals: [agencyId, subjectId], limit: PAGE });
    await deps.store.transaction(async (tx) => {
      for (const { id } of items) await tx.remove(decisions, decisionKey(agencyId, id));
      await count(tx, items.length);
    });
    return items.length;
  });
  await everyPage(async () => {
    const { items } = await deps.store.find(contacts, { index: 'byMaker', equals: [agencyId, subjectId], limit: PAGE });
    await deps.store.transaction(async (tx) => {
      for (const { id } of items) {
        await tx.update(contacts, contactKey(agencyId, id), (contact) => ({ ...contact, provenance: { ...contact.provenance, userId: null } }));
      }
      await count(tx, items.length);
    });
    return items.length;
  });
}

/** Runs until a page was not full. */
async function everyPage(page: () => Promise<number>): Promise<void> {
  while ((await page()) === PAGE);
}
