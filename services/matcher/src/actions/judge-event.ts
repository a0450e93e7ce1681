import { contactChanged, eventJudged, type Contact, type EventToJudge } from '@portal-sync/contracts';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import type { Known } from '../domain/classify.ts';
import { judge, looksAtGuests } from '../domain/judge.ts';
import type { GuestJudgement, NewPerson, Verdict } from '../domain/verdict.ts';
import { contactKey, contacts } from '../repos/contacts.ts';
import { decisionIdFor, decisionKey, decisions, type StoredDecision } from '../repos/decisions.ts';
import { saveContact } from '../repos/save-contact.ts';
import { lookUp } from './look-up.ts';

/** Verdicts on a guest by which they are one of the contacts. */
const COUNTED: readonly string[] = ['known', 'created'] satisfies readonly GuestJudgement['verdict'][];

const NOBODY: Known = { contacts: new Map(), suppressed: new Set() };

/**
 * Judges one event: contacts, the decision and the messages in one transaction. An event that was judged in exactly this state before is
 * not judged again: the same verdict is only said again, so that a redelivery, or a lost answer, makes no second contact and no second firing.
 * Only where it counted somebody who was erased since, it is judged anew.
 */
export async function judgeEvent(deps: Deps, agencyId: string, event: EventToJudge): Promise<void> {
  const judgedFor = { etag: event.etag, settingsVersion: event.policy.settingsVersion };
  const id = decisionIdFor(agencyId, event.eventId, judgedFor);
  await deps.store.transaction(async (tx) => {
    const earlier = await tx.guard(decisions, decisionKey(agencyId, id));
    const decision = earlier !== undefined && (await stands(tx, earlier)) ? earlier : await decide(deps, tx, { agencyId, id, event });
    tx.send(eventJudged.make(judgedMessage(decision, event.googleCalendarId), stamp(deps)));
  });
}

/** Whom it counts as contacts are contacts still. */
async function stands(tx: Transaction, { agencyId, guests }: StoredDecision): Promise<boolean> {
  for (const { verdict, contactId } of guests) {
    if (!COUNTED.includes(verdict)) continue;
    if (contactId === null || (await tx.guard(contacts, contactKey(agencyId, contactId))) === undefined) return false;
  }
  return true;
}

async function decide(deps: Deps, tx: Transaction, ask: { agencyId: string; id: string; event: EventToJudge }): Promise<StoredDecision> {
  const { agencyId, id, event } = ask;
  const verdict = judge(event, looksAtGuests(event) ? await lookUp(tx, deps, agencyId, event) : NOBODY);
  const created = new Map<string, string>();
  for (const person of verdict.create) created.set(person.address, await createContact(deps, tx, agencyId, event, person));
  const decision: StoredDecision = {
    agencyId,
    id,
    eventId: event.eventId,
    connectionId: event.connectionId,
    userId: event.userId,
    mode: event.policy.mode,
    outcome: verdict.outcome,
    fires: verdict.fires,
    reasons: [...verdict.reasons],
    guests: guestsOf(verdict, created),
    judgedFor: { etag: event.etag, settingsVersion: event.policy.settingsVersion },
    at: deps.clock.now(),
  };
  await tx.put(decisions, decision);
  return decision;
}

/** Who was erased is not written down again. */
const guestsOf = (verdict: Verdict, created: ReadonlyMap<string, string>): StoredDecision['guests'] =>
  verdict.guests.map((guest) => ({ address: guest.verdict === 'suppressed' ? '' : guest.address, verdict: guest.verdict, contactId: guest.contactId ?? created.get(guest.address) ?? null }));

async function createContact(deps: Deps, tx: Transaction, agencyId: string, event: EventToJudge, person: NewPerson): Promise<string> {
  const now = deps.clock.now();
  const contact: Contact = {
    id: deps.makeId(),
    externalId: null,
    name: (person.name?.trim() || person.address.slice(0, person.address.lastIndexOf('@'))).slice(0, 200),
    addresses: [person.address],
    phone: '',
    provenance: { kind: 'google-event', eventId: event.eventId, userId: event.userId, at: now },
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
  await saveContact(tx, agencyId, undefined, contact);
  tx.send(contactChanged.make({ agencyId, contactId: contact.id, version: 1 }, stamp(deps)));
  return contact.id;
}

function judgedMessage(decision: StoredDecision, googleCalendarId: string) {
  const contactIds = decision.guests.flatMap((guest) => guest.contactId ?? []);
  return {
    agencyId: decision.agencyId,
    connectionId: decision.connectionId,
    googleCalendarId,
    eventId: decision.eventId,
    judgedFor: decision.judgedFor,
    outcome: decision.outcome,
    contactIds: [...new Set(contactIds)],
    fires: decision.fires,
    decisionId: decision.id,
    reason: decision.reasons[0],
  };
}

const stamp = (deps: Deps) => ({ id: deps.makeId(), now: deps.clock.now() });
