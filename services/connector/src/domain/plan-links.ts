import type { Agency, SyncSettingsValues } from '@portal-sync/contracts';
import { isAllDay } from '@portal-sync/kernel';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { LinkDoc } from '../repos/links.ts';

/** A person with a connected calendar. */
export interface Person {
  readonly userId: string;
  readonly role: 'admin' | 'staff' | 'client' | 'prospect';
  readonly contactId: string | null;
  readonly connectionId: string;
  /** The Google account's address. */
  readonly account: string;
  readonly settings: SyncSettingsValues;
}

export interface PlanAsk {
  readonly appointment: Pick<AppointmentDoc, 'id' | 'calendarId' | 'type' | 'when' | 'hostUserId' | 'staffUserIds' | 'contactId' | 'organizedElsewhere'>;
  /** All who could have a part in it. */
  readonly people: readonly Person[];
  /** What the agency says about types and roles. */
  readonly agency: { readonly syncs: Readonly<Record<string, boolean>>; readonly rolesThatConnect: readonly string[] };
  /** Addresses (lower case) of those to whom Google itself shows the host's event, its guests and its organizer: they have a copy already. */
  readonly guestAddresses: readonly string[];
  /** Links that the appointment has. */
  readonly links: readonly Pick<LinkDoc, 'googleCalendarId' | 'connectionId' | 'kind' | 'origin' | 'state' | 'base'>[];
}

export interface PlannedLink {
  readonly googleCalendarId: string;
  readonly connectionId: string;
  readonly kind: 'host' | 'participant';
}

/** Gathers what planning asks from the records: the agency's card, and the links there are. */
export const planAskOf = ({
  appointment,
  people,
  agency,
  guestAddresses,
  links,
}: {
  readonly appointment: AppointmentDoc;
  readonly people: readonly Person[];
  readonly agency: Pick<Agency, 'appointmentTypes' | 'rolesThatConnect'>;
  readonly guestAddresses: readonly string[];
  readonly links: readonly LinkDoc[];
}): PlanAsk => ({
  appointment,
  people,
  agency: { syncs: Object.fromEntries(agency.appointmentTypes.map(({ key, syncs }) => [key, syncs])), rolesThatConnect: agency.rolesThatConnect },
  guestAddresses,
  links,
});

/** In which Google calendars an appointment should stand: at most once in each person's, and once where several share one (the host prevails). */
export function planLinks(ask: PlanAsk): readonly PlannedLink[] {
  const wanted = ask.people.flatMap((person) => {
    const kind = partOf(ask.appointment, person);
    const googleCalendarId = kind === undefined ? null : placeOf(ask, person);
    return kind === undefined || googleCalendarId === null ? [] : [{ googleCalendarId, connectionId: person.connectionId, kind }];
  });
  const places = new Map<string, PlannedLink>();
  for (const link of wanted.sort((a, b) => rank(a) - rank(b))) {
    if (!places.has(link.googleCalendarId)) places.set(link.googleCalendarId, link);
  }
  return [...places.values()];
}

const rank = (link: PlannedLink): number => (link.kind === 'host' ? 0 : 1);

/** A client has a part in their own appointments only; staff as host or among the staff. */
function partOf(appointment: PlanAsk['appointment'], person: Person): PlannedLink['kind'] | undefined {
  if (person.role === 'client' || person.role === 'prospect') {
    return person.contactId !== null && person.contactId === appointment.contactId ? 'participant' : undefined;
  }
  if (person.userId === appointment.hostUserId) return 'host';
  return appointment.staffUserIds.includes(person.userId) ? 'participant' : undefined;
}

/** Where it stands already for this person it stays, also after another target was chosen; a new one goes to the target. */
function placeOf(ask: PlanAsk, person: Person): string | null {
  const target = person.settings.targetCalendarId;
  const own = ask.links.filter((link) => link.connectionId === person.connectionId);
  const standing = own.filter(({ state }) => state !== 'gone' && state !== 'dormant');
  const stands = standing.find((link) => link.googleCalendarId === target) ?? standing[0];
  // What rested while the person was not connected goes on where it is, in an earlier target too as long as it stands there.
  const resting = ask.links.filter(({ state, origin }) => state === 'dormant' && origin !== 'copy');
  const left = resting.find((link) => own.includes(link) && link.base?.exists === true);
  const there = stands ?? left;
  // What a person made in Google, and what we may not write now, is not ours to take away.
  if (there !== undefined && (there.origin !== 'ours' || person.settings.direction === 'from-google' || !mayConnect(ask, person))) return there.googleCalendarId;
  if (!wantsIt(ask, person, there !== undefined)) return null;
  if (stands !== undefined) return stands.googleCalendarId;
  if (resting.some((link) => link.googleCalendarId === target)) return target;
  if (left !== undefined) return left.googleCalendarId;
  // A meeting that an outsider organizes stands where it was invited to; a person who is Google's guest has a copy already.
  const hasCopy = ask.guestAddresses.includes(person.account.toLowerCase());
  return hasCopy || (ask.appointment.organizedElsewhere && person.userId === ask.appointment.hostUserId) ? null : target;
}

const mayConnect = ({ agency }: PlanAsk, person: Person): boolean => agency.rolesThatConnect.includes(person.role);

function wantsIt(ask: PlanAsk, person: Person, stands: boolean): boolean {
  const { appointment, agency } = ask;
  const { settings } = person;
  if (settings.targetCalendarId === null || settings.direction === 'from-google' || !mayConnect(ask, person)) return false;
  if (settings.platformCalendars !== 'all' && !settings.platformCalendars.includes(appointment.calendarId)) return false;
  // An event that a person makes a whole day of stays in their calendar.
  if (isAllDay(appointment.when) && !settings.syncAllDay && !stands) return false;
  // A type that the agency took out of its list takes nothing out of anybody's calendar, and puts nothing more in.
  return settings.syncTypes[appointment.type] ?? agency.syncs[appointment.type] ?? stands;
}
