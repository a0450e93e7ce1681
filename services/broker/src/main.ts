import { openEngines } from '@portal-sync/engines';
import { createIds, systemClock, systemHttp, systemRandom, systemTimers } from '@portal-sync/kernel';
import { createCloser, createLog, listen, onSignals, readSettings, runMain } from '@portal-sync/runtime';
import { z } from 'zod';
import { collections, createApp, name } from './app.ts';
import { readAgenciesFile } from './agencies-file.ts';
import { brokerSettings } from './settings.ts';

const mainSettings = brokerSettings.safeExtend({
  DATA_FOLDER: z.string().default('.data').describe('Folder of the embedded store.'),
  BROKER_AGENCIES_FILE: z.string().optional().describe('JSON file with the agencies to set up: a list of what `src/actions/seed-agency.ts` describes.'),
});

await runMain(async () => {
  const settings = readSettings(mainSettings, process.env, { prefix: 'BROKER_' });
  const log = createLog({ service: name, level: settings.BROKER_LOG });
  const closer = createCloser({ log });
  const system = { clock: systemClock, timers: systemTimers, random: systemRandom, log };
  const agencies = settings.BROKER_AGENCIES_FILE === undefined ? [] : readAgenciesFile(settings.BROKER_AGENCIES_FILE);
  const engines = await openEngines({ kind: 'embedded', folder: settings.DATA_FOLDER, ...system });
  closer.add('engines', () => engines.close());
  const store = await engines.openStore(name, collections);
  const app = createApp({ ...system, settings, store, bus: engines.bus, http: systemHttp, makeId: createIds(systemClock, systemRandom) });
  await app.start();
  closer.add('service', () => app.stop());
  for (const agency of agencies) await app.seedAgency(agency);
  const listening = await listen(app.handler, { port: settings.BROKER_PORT, host: settings.BROKER_HOST, log });
  closer.add('listener', () => listening.close());
  onSignals(closer, process);
}, process);
