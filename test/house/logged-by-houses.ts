/** The lines of each house that this process opened, oldest first. */
export const loggedByHouses: string[][] = [];

const MOST_LINES = 100;

/** The last lines in which services warned of something: nobody can look at a house afterwards whose test failed. */
export function lastWarnings(): string {
  const warnings = loggedByHouses.flat().filter((line) => /"level":"(warn|error)"/.test(line));
  return warnings.length === 0 ? 'No service warned of anything.' : `What services warned of, ${warnings.length} lines, the last:\n${warnings.slice(-MOST_LINES).map((line) => line.trimEnd()).join('\n')}`;
}
