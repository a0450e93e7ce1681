import type { RunRecord } from '@portal-sync/contracts';
import { valuesHere } from '../load/look-at.ts';
import { FIELDS, type Field, type Matter } from '../load/matter.ts';
import type { AgencyEvidence, EventThere } from './evidence.ts';
import { LedgerCount, type LedgerRow } from './ledger-row.ts';

type LogOf = Pick<AgencyEvidence, 'id' | 'appointments' | 'histories' | 'runs'>;

/** The sync log: whatever of ours stands in Google has its row, no row tells of what never was there, none is written twice, and nothing is left unfinished. */
export function compareSyncLog(matters: readonly Matter[], agencies: readonly LogOf[], events: readonly EventThere[]): LedgerRow {
  const count = new LedgerCount('sync-log rows');
  for (const agency of agencies) {
    for (const { id, kind, state } of agency.runs) {
      if (state === 'running') count.fault('wrong', `${agency.id}: run ${id} (${kind}) never ended`);
    }
    for (const matter of matters.filter((one) => one.agencyId === agency.id && one.becomes === 'appointment')) compareMatter(count, matter, agency, events);
  }
  return count.row();
}

function compareMatter(count: LedgerCount, matter: Matter, agency: LogOf, events: readonly EventThere[]): void {
  const { tag } = matter;
  const appointment = agency.appointments.find(({ title }) => title.startsWith(tag));
  if (appointment === undefined) return;
  const records = agency.histories[appointment.id]?.records ?? [];
  const shown = events.filter((event) => event.agencyId === agency.id && event.userId === matter.hostUserId && event.summary?.includes(tag));
  for (const { state, problem } of appointment.links) {
    if (['waiting', 'failed'].includes(state)) count.fault('wrong', `${tag} is ${state} in the end${problem === null ? '' : ` (${problem})`}`);
  }
  if (matter.madeBy === 'google') count.once(made(records, 'platform').length, `${tag}: a row for taking it from Google`);
  else if (shown.some(({ status }) => status !== 'cancelled')) count.once(made(records, 'google').length, `${tag}: a row for putting it into Google`);
  if (matter.madeBy !== 'google' && shown.length === 0 && made(records, 'google').length > 0) count.fault('wrong', `${tag}: a row says it was put into Google, and nothing is there`);
  if (appointment.status !== 'cancelled' && shown.length > 0 && records.length < 200) compareWrites(count, matter, valuesHere(appointment), records);
  compareRepeats(count, matter, records);
}

/** Rows that bring it to one side: not the ones that put it back. A link to what was there already counts. */
const made = (records: readonly RunRecord[], side: RunRecord['side']): RunRecord[] =>
  records.filter((record) => record.side === side && (record.act === 'created' || record.act === 'linked') && record.why !== 'restored');

/** What was written last on one side and stands on the other was brought there by a write, which has its row. */
function compareWrites(count: LedgerCount, matter: Matter, values: Readonly<Record<Field, string>>, records: readonly RunRecord[]): void {
  for (const field of FIELDS) {
    const write = matter.writes.find((one) => one.field === field && one.value === values[field]);
    if (write === undefined) continue;
    const side = write.side === 'here' ? 'google' : 'platform';
    const rows = records.filter((record) => record.side === side && record.act !== 'failed' && record.act !== 'conflict' && saysOf(record, field) === write.value);
    count.expect();
    count.find(Math.min(1, rows.length));
    if (rows.length === 0) count.fault('lost', `${matter.tag} ${field} "${write.value}" was written ${write.side}, stands on both sides, and no row tells of it`);
  }
}

/** The same value is brought to a side once, unless somebody may have written over it there after the first time. */
function compareRepeats(count: LedgerCount, { tag, writes }: Matter, records: readonly RunRecord[]): void {
  for (const [to, own] of [['google', 'there'], ['platform', 'here']] as const) {
    const told = records.filter(({ side, act }) => side === to && act === 'updated').toSorted((a, b) => a.at - b.at);
    for (const field of FIELDS) {
      const overwrites = writes.filter((write) => write.field === field && write.side === own);
      for (const value of repeatsOf(field, told, overwrites)) count.fault('doubled', `${tag} ${field}: rows tell twice of "${value}", brought to ${to}`);
    }
  }
}

/** Values of which more than one row tells, once for each row too many. */
function repeatsOf(field: Field, told: readonly RunRecord[], overwrites: Matter['writes']): readonly string[] {
  const firstAt = new Map<string, number>();
  return told.flatMap((record) => {
    const value = saysOf(record, field);
    if (value === undefined) return [];
    const first = firstAt.get(value);
    if (first === undefined) firstAt.set(value, record.at);
    const again = first !== undefined && !overwrites.some(({ ackedAt }) => (ackedAt ?? Infinity) >= first);
    return again ? [value] : [];
  });
}

function saysOf(record: RunRecord, field: Field): string | undefined {
  const value = record.after[field];
  if (value === undefined) return undefined;
  return field === 'when' ? valuesHere({ title: '', location: '', description: '', when: value } as Parameters<typeof valuesHere>[0]).when : String(value);
}
