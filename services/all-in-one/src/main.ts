import { parseArgs } from 'node:util';
import { buildPages } from '@portal-sync/portal/build-pages';
import { systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { createCloser, createLog, onSignals, readSettings, runMain, StartError } from '@portal-sync/runtime';
import { DEMO_AGENCIES } from './demo/agencies.ts';
import { welcome } from './machine/welcome.ts';
import { createSpawnNode } from './processes/spawn-node.ts';
import { allInOneSettings } from './settings.ts';

const OPTIONS = 'Options: --fresh (begin anew), --engines embedded|real (SQLite in this process, or processes on MongoDB and Kafka).';

function readOptions(): { fresh: boolean; engines: 'embedded' | 'real' } {
  try {
    const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false }, engines: { type: 'string', default: 'embedded' } } });
    if (values.engines === 'embedded' || values.engines === 'real') return { fresh: values.fresh, engines: values.engines };
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('. ')[0]}. ${OPTIONS}`);
  }
  throw new StartError(`--engines is embedded or real. ${OPTIONS}`);
}

await runMain(async () => {
  // Data and secrets of a whole agency stand in files: they are their owner's alone.
  process.umask(0o077);
  const { fresh, engines } = readOptions();
  const settings = readSettings(allInOneSettings, process.env, { prefix: 'HOUSE_' });
  const log = createLog({ service: 'all-in-one', level: settings.HOUSE_LOG, clock: systemClock });
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  const system = { settings, fresh, clock: systemClock, timers: systemTimers, random: systemRandom, log };
  const began = systemClock.now();
  // The build runs beside the start, in a process of its own: it begins before the services' modules are even read.
  const pages = buildPages({ log });
  pages.catch(() => undefined);
  const closer = createCloser({ log });
  let stopping = false;
  const close = async (): Promise<void> => {
    stopping = true;
    say('\nStopping: what was begun is finished first.');
    await closer.close();
    say('Stopped. Everything is kept; npm start goes on from here.');
  };
  onSignals({ close }, process);
  try {
    const house =
      engines === 'real'
        ? await (await import('./processes/start-processes.ts')).startProcesses({ ...system, closer, pages, spawn: createSpawnNode(process.execPath), say, env: process.env })
        : await (await import('./app.ts')).startHouse({ ...system, closer, pages });
    house.planted.catch((error: unknown) => log.error({ error }, 'the demo could not be made whole; the next start goes on'));
    say(welcome(house, DEMO_AGENCIES, systemClock.now() - began, settings.DATA_FOLDER));
  } catch (error) {
    // A start that is called off fails somewhere; the end is on its way.
    if (!stopping) throw error;
  }
}, process);
