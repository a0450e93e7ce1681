import { ENGINE_PAIRS, pairOfEngine, type EnginePair } from './engine-pairs.ts';
import type { TestOutcome, TestReport } from './test-report.ts';

const STORY = /^test\/stories\/(.+)\.test\.ts$/;
const CONTRACT = /^(store|bus) contract: (.+)$/;

/**
 * Which stories ran on which pair of engines, and how each ended: a row per story, a column per pair; then a row per contract that engines are held to,
 * with how many of its rules passed. Results stand first, since titles are long. Empty where no story ran. Pure.
 */
export function storiesTable(report: TestReport): readonly string[] {
  const stories = rowsOf(report, (project, file, titles) => {
    const story = STORY.exec(file)?.[1];
    const pair = ENGINE_PAIRS.find((each) => each.project === project);
    return story === undefined || pair === undefined ? undefined : { row: `${story}: ${titles.at(-1)}`, pair };
  });
  if (stories.size === 0) return [];
  const contracts = rowsOf(report, (_project, _file, titles) => {
    const [, port, engine] = titles.map((title) => CONTRACT.exec(title)).find((found) => found !== null) ?? [];
    return port === undefined || engine === undefined ? undefined : { row: `contract of the ${port}`, pair: pairOfEngine(engine) };
  });
  const cells = [
    ['story', (pair: EnginePair) => pair.name] as const,
    ...[...stories].map(([title, ended]) => [title, (pair: EnginePair) => wordOf(ended.get(pair) ?? [])] as const),
    ...[...contracts].map(([title, ended]) => [title, (pair: EnginePair) => countOf(ended.get(pair) ?? [])] as const),
    [`${stories.size} stories`, (pair: EnginePair) => countOf([...stories.values()].flatMap((ended) => ended.get(pair) ?? []))] as const,
  ].map(([title, cell]) => [...ENGINE_PAIRS.map(cell), title]);
  const widths = ENGINE_PAIRS.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
}

type Ended = ReadonlyMap<EnginePair, readonly TestOutcome['state'][]>;

/** Tests gathered in rows, in the order in which they stand in their files. */
function rowsOf(report: TestReport, placeOf: (project: string, file: string, titles: readonly string[]) => { row: string; pair: EnginePair } | undefined): ReadonlyMap<string, Ended> {
  const rows = new Map<string, Map<EnginePair, TestOutcome['state'][]>>();
  const files = [...report].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  for (const { project, file, tests } of files) {
    for (const { titles, state } of tests) {
      const place = placeOf(project, file, titles);
      if (place === undefined) continue;
      const row = rows.get(place.row) ?? new Map<EnginePair, TestOutcome['state'][]>();
      rows.set(place.row, row);
      row.set(place.pair, [...(row.get(place.pair) ?? []), state]);
    }
  }
  return rows;
}

const wordOf = (states: readonly TestOutcome['state'][]): string => (states.length === 0 ? 'not run' : (['failed', 'skipped'] as const).find((bad) => states.includes(bad)) ?? 'passed');

function countOf(states: readonly TestOutcome['state'][]): string {
  if (states.length === 0) return 'not run';
  const parts = (['passed', 'failed', 'skipped'] as const).map((state) => [states.filter((each) => each === state).length, state] as const);
  return parts.filter(([count]) => count > 0).map(([count, state]) => `${count} ${state}`).join(', ');
}
