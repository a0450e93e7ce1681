import type { Appointment } from '@portal-sync/contracts';
import { valuesHere, valuesThere } from '../load/look-at.ts';
import { FIELDS, type Matter } from '../load/matter.ts';
import { valuesWithEnding } from '../load/standing.ts';
import type { AgencyEvidence, EventThere } from './evidence.ts';
import { LedgerCount, type LedgerRow } from './ledger-row.ts';

type AppointmentsOf = Pick<AgencyEvidence, 'id' | 'appointments' | 'names'>;

/** Google's records: each appointment stands exactly once in the calendar of each of its people and says the same; nothing is left of what was cancelled. */
export function compareGoogle(matters: readonly Matter[], agencies: readonly AppointmentsOf[], events: readonly EventThere[]): LedgerRow {
  const count = new LedgerCount("Google's records");
  for (const agency of agencies) {
    const live = events.filter((event) => event.agencyId === agency.id && event.status !== 'cancelled');
    const left = new Set(live);
    for (const matter of matters.filter(({ agencyId }) => agencyId === agency.id)) {
      const shown = live.filter(({ summary }) => summary?.includes(matter.tag));
      for (const event of shown) left.delete(event);
      const appointment = agency.appointments.find(({ title }) => title.startsWith(matter.tag));
      if (matter.becomes === 'block') compareBlock(count, matter, shown);
      else compareShown(count, matter, { appointment, shown, names: agency.names });
    }
    for (const { id, summary, userId } of left) count.fault('wrong', `${agency.id}: nobody made the event ${id} of ${userId} ("${summary}")`);
  }
  return count.row();
}

interface Shown {
  readonly appointment: Appointment | undefined;
  readonly shown: readonly EventThere[];
  readonly names: Readonly<Record<string, string>>;
}

function compareShown(count: LedgerCount, matter: Matter, { appointment, shown, names }: Shown): void {
  const standing = appointment === undefined || appointment.status === 'cancelled' ? undefined : appointment;
  const people = standing === undefined ? [] : [matter.hostUserId, ...matter.staffUserIds];
  for (const userId of people) {
    const own = shown.filter((event) => event.userId === userId);
    count.once(own.length, `${matter.tag} in the calendar of ${userId}`);
    if (standing !== undefined && own[0] !== undefined && own.length === 1) compareValues(count, matter, { appointment: standing, event: own[0], names });
  }
  for (const event of shown.filter(({ userId }) => !people.includes(userId))) {
    const leftover = appointment?.status === 'cancelled' ? 'it is cancelled here' : 'there is no appointment';
    // Only the API's caller knows whether an unanswered event came to be.
    if (appointment !== undefined || matter.madeAt !== null) count.fault('wrong', `${matter.tag} stands in the calendar of ${event.userId}, and ${leftover}`);
  }
}

function compareValues(count: LedgerCount, matter: Matter, { appointment, event, names }: { appointment: Appointment; event: EventThere; names: Shown['names'] }): void {
  const ours = valuesHere(appointment);
  const theirs = valuesThere(event, matter.tag);
  for (const field of FIELDS) {
    if (ours[field] !== theirs[field]) count.fault('wrong', `${matter.tag} ${field}: here "${ours[field]}", in Google of ${event.userId} "${theirs[field]}"`);
  }
  const prefix = (event.summary ?? '').slice(0, (event.summary ?? '').indexOf(matter.tag));
  const client = appointment.contactId === null ? undefined : names[appointment.contactId];
  if (prefix !== '' && prefix !== `${client} - `) count.fault('wrong', `${matter.tag} has "${prefix}" before its title in Google`);
}

/** An event that only blocks is its person's alone: it is as they left it. */
function compareBlock(count: LedgerCount, matter: Matter, shown: readonly EventThere[]): void {
  if (matter.madeAt === null) return;
  if (matter.ending !== null) {
    if (shown.length > 0) count.fault('wrong', `${matter.tag} was deleted by its person and stands`);
    return;
  }
  count.once(shown.length, `${matter.tag}, which only blocks`);
  const [event] = shown;
  if (event === undefined || shown.length > 1) return;
  const values = valuesThere(event, matter.tag);
  for (const field of FIELDS) {
    const permitted = valuesWithEnding(matter, field);
    if (!permitted.includes(values[field])) count.fault('wrong', `${matter.tag}, which only blocks: ${field} is "${values[field]}", its person said "${permitted.join('" or "')}"`);
  }
}
