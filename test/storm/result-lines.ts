import { isClean, type LedgerRow } from './ledgers/ledger-row.ts';
import { READY_BAR_MS } from './ready-figures.ts';
import type { StormResult } from './run-storm.ts';

const seconds = (ms: number): string => (Number.isNaN(ms) ? '-' : (ms / 1000).toFixed(1));

/** Columns as wide as their widest cell, figures to the right. */
function table(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[column] ?? 0))).join('  ').trimEnd());
}

const faultsOf = ({ ledger, lost, doubled, wrong }: LedgerRow): string => `${ledger}: ${lost} lost, ${doubled} doubled, ${wrong} wrong`;

/** Which bars a storm missed; none: it is passed. Pure. */
export function missedBars({ ledgers, ready, settled }: Pick<StormResult, 'ledgers' | 'ready' | 'settled'>): readonly string[] {
  const late = ready.reduce((sum, row) => sum + row.late, 0);
  return [
    ...ledgers.filter((row) => !isClean([row])).map(faultsOf),
    ...(settled.quiet ? [] : [`no rest: ${settled.still.join(', ')}`]),
    ...(late === 0 ? [] : [`${late} restarts took longer than ${READY_BAR_MS / 1000} s`]),
  ];
}

/** Which ledgers show that a product is broken. What is only wrong may be work under way: it counts where all came to rest. Pure. */
export const brokenLedgers = ({ ledgers, settled }: Pick<StormResult, 'ledgers' | 'settled'>): readonly string[] =>
  ledgers
    .filter(({ lost, doubled, wrong }) => lost + doubled + (settled.quiet ? wrong : 0) > 0)
    .map(faultsOf);

/** What a storm showed, for the terminal. Pure. */
export function resultLines(result: StormResult): readonly string[] {
  const { ledgers, faults, cuts, ready, late, waits, load, calmMs, machine } = result;
  return [
    '',
    ...table([['what went wrong', 'times'], ...[...faults].sort(([a], [b]) => a.localeCompare(b)), ['connections cut, answers lost', cuts]]),
    '',
    ...table([['ready again after a restart, s', 'restarts', 'p50', 'p99', 'max', 'over 10', 'over 10, hindered', 'killed before'],
      ...ready.map((row) => [row.service, row.restarts, seconds(row.p50), seconds(row.p99), seconds(row.max), row.late, row.excused, row.cutShort])]),
    ...late.map((line) => `  ${line}`),
    '',
    ...table([['what starts waited for', 's in all'], ...waits.map(([what, ms]) => [what, seconds(ms)])]),
    `All could be used ${seconds(calmMs)} s after the last fault.`,
    ...(machine === undefined ? [] : [machine]),
    '',
    ...table([['what really ran', 'times'], ...Object.entries(load.byName), ['operations', load.operations], ['asked again', load.askedAgain]]),
    '',
    ...table([['ledger', 'expected', 'found', 'lost', 'doubled', 'wrong'], ...ledgers.map((row) => [row.ledger, row.expected, row.found, row.lost, row.doubled, row.wrong])]),
    ...ledgers.flatMap(({ ledger, examples }) => examples.map((example) => `  ${ledger}: ${example}`)),
  ];
}
