import type { EventToJudge } from '@portal-sync/contracts';
import type { Secret } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import type { Known } from '../domain/classify.ts';
import { peopleOf } from '../domain/people.ts';
import { guardHolder } from '../repos/address-book.ts';
import { hasSuppressions, isSuppressed } from '../repos/suppressions.ts';

/**
 * What our records say of the people of an event. Every address is read by key and guarded: when a contact with one of them appears or
 * goes before the commit, the judgement is run again. Who was erased is asked after that, so that somebody who just went is not unknown.
 */
export async function lookUp(tx: Transaction, deps: Pick<Deps, 'agencyKeys'>, agencyId: string, event: EventToJudge): Promise<Known> {
  const rules = { foldPlusTags: event.policy.foldPlusTags };
  const contacts = new Map<string, string>();
  const strangers: string[] = [];
  for (const address of new Set(peopleOf(event).flatMap((person) => person.address ?? []))) {
    const contactId = await guardHolder(tx, agencyId, address, rules);
    if (contactId === undefined) strangers.push(address);
    else contacts.set(address, contactId);
  }
  const key = strangers.length > 0 ? await keyOf(tx, deps, agencyId) : undefined;
  const suppressed = new Set<string>();
  for (const address of strangers) if (key !== undefined && (await isSuppressed(tx, agencyId, key, address, rules))) suppressed.add(address);
  return { contacts, suppressed };
}

/** Undefined where the agency never erased anybody. */
const keyOf = async (tx: Transaction, { agencyKeys }: Pick<Deps, 'agencyKeys'>, agencyId: string): Promise<Secret | undefined> =>
  (await hasSuppressions(tx, agencyId)) ? agencyKeys.get(agencyId) : undefined;
