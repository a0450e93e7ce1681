import type { EventToJudge, Mode } from '@portal-sync/contracts';
import { isAllDay } from '@portal-sync/kernel';
import { classify, type Class, type Known } from './classify.ts';
import { peopleOf, spelling, type Person } from './people.ts';
import type { GuestJudgement, NewPerson, Verdict } from './verdict.ts';

interface ModeRow {
  readonly appointment: 'never' | 'when-known' | 'always';
  readonly createsContacts: boolean;
  readonly fires: boolean;
}

/** What each mode does with a Google event that none of the gates stopped. */
const MODES: Readonly<Record<Mode, ModeRow>> = {
  'one-way': { appointment: 'never', createsContacts: false, fires: false },
  'two-way': { appointment: 'always', createsContacts: true, fires: true },
  'smart': { appointment: 'when-known', createsContacts: false, fires: true },
  'disable-trigger': { appointment: 'always', createsContacts: true, fires: false },
};

/** Whether the verdict depends on who the guests are. Where not, nobody is looked up and nobody is kept. */
export const looksAtGuests = (event: EventToJudge): boolean => gateOf(event) === undefined;

/**
 * What a Google event means here: an appointment or a grey block, who of its guests is or becomes a contact, and whether triggers may fire.
 * Pure: the same event, policy and knowledge give the same verdict.
 */
export function judge(event: EventToJudge, known: Known): Verdict {
  const stopped = gateOf(event);
  if (stopped !== undefined) return { outcome: stopped === 'cancelled' ? 'none' : 'busy', fires: false, reasons: [stopped], guests: [], create: [] };

  const people = peopleOf(event).map((person) => ({ person, is: classify(person, event.policy, known) }));
  const anyKnown = people.some(({ is }) => is === 'known');
  const distrusted = isPendingFromStranger(event, known);
  const grey = greyBecause(event, people.map(({ is }) => is), { anyKnown, distrusted });
  const guests = people.map(({ person, is }) => verdictOn(person, is, event, known, distrusted));
  if (grey !== undefined) return { outcome: 'busy', fires: false, reasons: [grey], guests, create: [] };

  const silent = silentBecause(event, anyKnown);
  return {
    outcome: 'appointment',
    fires: silent === undefined,
    reasons: [event.policy.mode, ...(people.some(({ is }) => isOutsider(is)) ? [] : ['no-guests']), ...(silent === undefined ? [] : [silent])],
    guests,
    create: newPeople(guests),
  };
}

/** What decides before anybody looks at the guests. The words are those of a busy block's reason. */
function gateOf(event: EventToJudge): string | undefined {
  const { policy } = event;
  if (event.status === 'cancelled') return 'cancelled';
  if (event.ownResponse === 'declined') return 'declined';
  if (!policy.createAppointments) return 'create-off';
  if (isAllDay(event.when) && !policy.syncAllDay) return 'all-day-off';
  if (MODES[policy.mode].appointment === 'never') return policy.mode;
  return undefined;
}

/** Why an event that passed the gates is grey nevertheless; undefined: it is an appointment. */
function greyBecause(event: EventToJudge, classes: readonly Class[], facts: { anyKnown: boolean; distrusted: boolean }): string | undefined {
  if (facts.anyKnown) return undefined;
  if (facts.distrusted) return 'organizer-not-accepted';
  const outsiders = classes.filter(isOutsider);
  if (MODES[event.policy.mode].appointment === 'when-known') return outsiders.length === 0 ? 'no-guests' : 'unknown-guests';
  // An appointment would keep the guest list, and with it what was erased.
  if (outsiders.length > 0 && outsiders.every((is) => is === 'suppressed')) return 'suppressed';
  return undefined;
}

/** Why an appointment fires nothing; undefined: triggers may fire. */
function silentBecause(event: EventToJudge, anyKnown: boolean): string | undefined {
  const { mode, group, backFill } = event.policy;
  if (!MODES[mode].fires) return 'triggers-off';
  if (backFill.isBackFill && !backFill.triggers) return 'back-fill';
  if (group === null) return undefined;
  // The switch exists only once a default calendar is chosen.
  if (group.defaultCalendarId === null || !group.allowTrigger) return 'group-triggers-off';
  if (!group.allowContactCreation && !anyKnown) return 'nobody-known';
  return undefined;
}

function verdictOn(person: Person, is: Class, event: EventToJudge, known: Known, distrusted: boolean): GuestJudgement {
  const contactId = is === 'known' && person.address !== undefined ? (known.contacts.get(person.address) ?? null) : null;
  return { address: person.address ?? person.written, name: person.name, verdict: is === 'unknown' ? unknownVerdict(event, distrusted) : is, contactId };
}

/** Each way in which an unknown guest is not made a contact has its own word. */
function unknownVerdict({ policy: { mode, group, backFill } }: EventToJudge, distrusted: boolean): GuestJudgement['verdict'] {
  if (!MODES[mode].createsContacts) return 'ignored';
  if (distrusted) return 'organizer-not-accepted';
  if (group !== null && !group.allowContactCreation) return 'creation-off';
  if (backFill.isBackFill && !backFill.contacts) return 'not-back-filled';
  return 'created';
}

/** An invitation from somebody we do not know that nobody here has accepted: most often unwanted mail. */
function isPendingFromStranger(event: EventToJudge, known: Known): boolean {
  const { organizer } = event;
  if (organizer.self || event.ownResponse === 'accepted') return false;
  const written = organizer.address ?? '';
  const person = { written, address: spelling(event, written), name: null, self: false, resource: false };
  return !['self', 'teammate', 'known'].includes(classify(person, event.policy, known));
}

/** People who could be contacts, as the account itself, teammates, rooms, group addresses and the blocked are not. */
const isOutsider = (is: Class): boolean => is === 'known' || is === 'unknown' || is === 'suppressed';

/** One contact per mailbox, even where the guest list names it twice. */
function newPeople(guests: readonly GuestJudgement[]): readonly NewPerson[] {
  const created = guests.filter((guest) => guest.verdict === 'created');
  return created
    .filter((guest, at) => created.findIndex((other) => other.address === guest.address) === at)
    .map(({ address, name }) => ({ address, name }));
}
