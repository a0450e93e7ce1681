import type { Appointment, AppointmentVersion } from '@portal-sync/contracts';
import { valuesHere } from '../load/look-at.ts';
import { FIELDS, type Acknowledged, type Matter } from '../load/matter.ts';
import { valuesWithEnding } from '../load/standing.ts';
import type { AgencyEvidence } from './evidence.ts';
import { LedgerCount, type LedgerRow } from './ledger-row.ts';

type RecordsOf = Pick<AgencyEvidence, 'id' | 'appointments' | 'histories' | 'contacts'>;

/** Our records: each that was acknowledged is there exactly once and says what was asked; nothing is there that nobody made. */
export function compareRecords(matters: readonly Matter[], agencies: readonly RecordsOf[]): LedgerRow {
  const count = new LedgerCount('our records');
  for (const agency of agencies) {
    const left = new Set(agency.appointments.map(({ id }) => id));
    for (const matter of matters.filter(({ agencyId }) => agencyId === agency.id)) {
      const found = agency.appointments.filter(({ title }) => title.startsWith(matter.tag));
      for (const { id } of found) left.delete(id);
      compareMatter(count, matter, found, agency);
      if (matter.newGuest !== null) compareContact(count, matter, matter.newGuest, agency);
    }
    for (const id of left) count.fault('wrong', `${agency.id}: nobody made appointment ${id}`);
  }
  return count.row();
}

function compareMatter(count: LedgerCount, matter: Matter, found: readonly Appointment[], { histories }: RecordsOf): void {
  const { tag } = matter;
  // Grey time is no appointment.
  if (matter.becomes === 'block') {
    if (found.length > 0) count.fault('wrong', `${tag} must only block time, and is an appointment`);
    return;
  }
  const [appointment, second] = found;
  if (mayBeMissing(matter)) {
    count.find(found.length);
    count.expect(found.length);
    if (second !== undefined) count.fault('doubled', tag, found.length - 1);
  } else {
    count.once(found.length, `${tag} made by ${matter.madeBy}`);
  }
  if (appointment === undefined || second !== undefined) return;
  compareFields(count, matter, appointment);
  compareVersions(count, matter, appointment, histories[appointment.id]?.versions ?? []);
}

/** Its making was never answered, or it was deleted in Google, perhaps before anybody here heard of it. */
const mayBeMissing = ({ madeAt, madeBy, ending }: Matter): boolean => madeAt === null || (madeBy === 'google' && ending !== null);

function compareFields(count: LedgerCount, matter: Matter, appointment: Appointment): void {
  const { ending, tag } = matter;
  const cancelled = appointment.status === 'cancelled';
  if (ending === null && cancelled) count.fault('lost', `${tag} is cancelled, and nobody ended it`);
  if (ending !== null && ending.ackedAt !== null && ending.certain && !cancelled) count.fault('wrong', `${tag} was ended ${ending.side} and stands`);
  if (matter.contactId !== null && appointment.contactId !== matter.contactId) count.fault('wrong', `${tag} is tied to ${appointment.contactId}, not ${matter.contactId}`);
  // Where deleting met edits, the edits of the other side need not have come through.
  if (cancelled) return;
  const values = valuesHere(appointment);
  for (const field of FIELDS) {
    const permitted = valuesWithEnding(matter, field);
    if (!permitted.includes(values[field])) count.fault('lost', `${tag} ${field} is "${values[field]}", must be ${permitted.map((value) => `"${value}"`).join(' or ')}`);
  }
}

/** Every acknowledged version stands in the history and said then what was written with it; none is missing between. */
function compareVersions(count: LedgerCount, { tag, acknowledged }: Matter, { version }: Appointment, newestFirst: readonly AppointmentVersion[]): void {
  const history = [...newestFirst].reverse();
  const numbers = history.map((row) => row.version);
  if (numbers.length < 200 && numbers.join() !== Array.from({ length: version }, (_, at) => at + 1).join()) count.fault('lost', `${tag} has version ${version} and the history ${numbers.join()}`);
  for (const answer of acknowledged) {
    const said = saidAt(history, answer);
    if (said !== undefined) count.fault('lost', `${tag} version ${answer.version} was acknowledged with ${said}`);
  }
}

/** What an acknowledged version should have said and did not; undefined: it did. */
function saidAt(history: readonly AppointmentVersion[], { version, values }: Acknowledged): string | undefined {
  const after: Record<string, unknown> = {};
  for (const row of history) if (row.version <= version) Object.assign(after, row.after);
  if (!('when' in after)) return undefined;
  const then = valuesHere(after as unknown as Appointment);
  const missing = Object.entries(values).filter(([field, value]) => then[field as keyof typeof then] !== value);
  return missing.length === 0 ? undefined : missing.map(([field, value]) => `${field} "${value}"`).join(', ');
}

function compareContact(count: LedgerCount, matter: Matter, address: string, { contacts }: RecordsOf): void {
  const found = contacts[address] ?? 0;
  if (mayBeMissing(matter) && found === 0) return;
  count.once(found, `the contact ${address}`);
}
