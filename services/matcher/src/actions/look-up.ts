import type { EventToJudge } from '@portal-sync/contracts';
import type { Secret } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Known } from '../domain/classify.ts';
import { peopleOf } from '../domain/people.ts';
import { guardHolder } from '../repos/address-book.ts';
import { isSuppressed } from '../repos/suppressions.ts';

/**
 * What our records say of the people of an event. Every address is read by key and guarded: when a contact with one of them appears or
 * goes before the commit, the judgement is run again. `key` is undefined where the agency never erased anybody.
 */
export async function lookUp(tx: Transaction, agencyId: string, event: EventToJudge, key: Secret | undefined): Promise<Known> {
  const rules = { foldPlusTags: event.policy.foldPlusTags };
  const contacts = new Map<string, string>();
  const suppressed = new Set<string>();
  for (const address of new Set(peopleOf(event).flatMap((person) => person.address ?? []))) {
    const contactId = await guardHolder(tx, agencyId, address, rules);
    if (contactId !== undefined) contacts.set(address, contactId);
    else if (key !== undefined && (await isSuppressed(tx, agencyId, key, address, rules))) suppressed.add(address);
  }
  return { contacts, suppressed };
}
