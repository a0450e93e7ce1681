/** A line for a person. */
export const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** One line of the table: what was measured, the figure, and the bar it is held against. */
export const row = (what: string, figure: string, bar = ''): void => say(`${what.padEnd(72)}  ${figure.padStart(10)}  ${bar}`);
