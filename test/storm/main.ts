// npm run storm: see HELP in read-options.ts.
import { CannotBeHad } from '@portal-sync/local-engines';
import { onSignals } from '@portal-sync/runtime';
import { brokenLedgers, missedBars, resultLines } from './result-lines.ts';
import { HELP, readOptions, type StormOptions } from './read-options.ts';
import { runStorm, type StormResult } from './run-storm.ts';

const end = new AbortController();
/** What is under way is called off first and ends this process itself. */
const callOff = (): Promise<never> => {
  end.abort();
  return new Promise(() => undefined);
};
onSignals({ close: callOff }, process);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What is broken may never come to rest: that is told soon enough. */
const BROKEN_SETTLE_MS = 180_000;

/** One storm with its tables; the bars it missed. */
async function storm(options: StormOptions, mutant?: StormOptions['mutants'][number]): Promise<readonly string[]> {
  say(mutant === undefined ? 'A storm on the product as it is.' : `\nA storm on a broken product: ${mutant.name}. ${mutant.says}`);
  const result: StormResult = await runStorm({ ...options, ...(mutant === undefined ? {} : { mutant, settleMs: BROKEN_SETTLE_MS }), say, signal: end.signal });
  for (const line of resultLines(result)) say(line);
  // Something broken is caught by what it does to data, not by a slow start.
  const missed = mutant === undefined ? missedBars(result) : brokenLedgers(result);
  if (missed.length > 0) say(`What the services logged stands in ${result.folder}.`);
  return missed;
}

async function main(options: StormOptions): Promise<boolean> {
  const missed = await storm(options);
  say(missed.length === 0 ? '\nPassed: nothing lost, nothing doubled.' : `\nMissed: ${missed.join('; ')}.`);
  const uncaught: string[] = [];
  for (const mutant of options.mutants) {
    const caught = await storm(options, mutant);
    const words = caught.length === 0 ? 'was NOT caught' : `was caught: ${caught.join('; ')}`;
    if (caught.length === 0) uncaught.push(mutant.name);
    say(`\n${mutant.name} ${words}.`);
  }
  return missed.length === 0 && uncaught.length === 0;
}

async function run(): Promise<number> {
  let options: StormOptions | undefined;
  try {
    options = readOptions(process.argv.slice(2));
  } catch (error) {
    say(`${(error as Error).message}\nnpm run storm -- --help tells more.`);
    return 1;
  }
  if (options === undefined) {
    say(HELP);
    return 0;
  }
  try {
    return (await main(options)) ? 0 : 1;
  } catch (error) {
    say(error instanceof CannotBeHad || end.signal.aborted ? (error as Error).message : String((error as Error).stack));
    return 1;
  }
}

// What a storm that was called off had under way ends with the process.
process.exit(await run());
