import { buildPages } from '@portal-sync/portal/build-pages';
import { systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { createLog, onSignals, readSettings, runMain, StartError } from '@portal-sync/runtime';
import { DEMO_AGENCIES } from './demo/agencies.ts';
import { welcome } from './machine/welcome.ts';
import { allInOneSettings } from './settings.ts';

const FLAGS = ['--fresh'];

await runMain(async () => {
  const unknown = process.argv.slice(2).find((argument) => !FLAGS.includes(argument));
  if (unknown !== undefined) throw new StartError(`${unknown} is not an option. Options: ${FLAGS.join(', ')} (begin anew).`);
  const settings = readSettings(allInOneSettings, process.env, { prefix: 'HOUSE_' });
  const log = createLog({ service: 'all-in-one', level: settings.HOUSE_LOG, clock: systemClock });
  const began = systemClock.now();
  // The build runs beside the start, in a process of its own: it begins before the services' modules are even read.
  const pages = buildPages({ log });
  pages.catch(() => undefined);
  const { startHouse } = await import('./app.ts');
  const house = await startHouse({
    settings,
    pages,
    fresh: process.argv.includes('--fresh'),
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    log,
  });
  const say = (text: string) => void process.stdout.write(text);
  say(welcome(house, DEMO_AGENCIES, systemClock.now() - began, settings.DATA_FOLDER));
  onSignals(
    {
      async close() {
        say('\nStopping: what was begun is finished first.\n');
        await house.stop();
        say('Stopped. Everything is kept; npm start goes on from here.\n');
      },
    },
    process,
  );
}, process);
