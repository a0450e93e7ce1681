import { relative } from 'node:path';
import type { JsonReport } from './count-results.ts';

/** A run of tests on one pair of engines; without a report there is the reason why it was not made. */
export interface EngineRun {
  /** `SQLite + in process` */
  readonly engines: string;
  readonly report?: JsonReport | undefined;
}

const STORIES = /(?:^|[\\/])test[\\/]stories[\\/](.+)\.test\.ts$/;

/** Which stories ran on which engines, and how they ended: a line per story, a column per pair. Empty where no story ran. Pure. */
export function storiesTable(runs: readonly EngineRun[], root: string): readonly string[] {
  const ended = runs.map(({ report }) => new Map((report?.testResults ?? []).flatMap(({ name, assertionResults }) => {
    const story = STORIES.exec(relative(root, name))?.[1];
    return story === undefined ? [] : [[story, wordOf(assertionResults.map(({ status }) => status))] as const];
  })));
  const stories = [...new Set(ended.flatMap((map) => [...map.keys()]))].sort();
  if (stories.length === 0) return [];
  const rows = [['story', ...runs.map(({ engines }) => engines)], ...stories.map((story) => [story, ...ended.map((map) => map.get(story) ?? 'not run')])];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
}

const wordOf = (statuses: readonly string[]): string => {
  const passed = statuses.filter((status) => status === 'passed').length;
  return passed === statuses.length && passed > 0 ? `${passed} passed` : `${passed} of ${statuses.length} passed`;
};
