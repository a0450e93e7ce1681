import { openEngines } from '@portal-sync/engines';
import { createIds, systemClock, systemHttp, systemRandom, systemTimers } from '@portal-sync/kernel';
import { createCloser, createLog, listen, onSignals, readSettings, runMain } from '@portal-sync/runtime';
import { z } from 'zod';
import { collections, createApp, name } from './app.ts';
import { triggerSettings } from './settings.ts';

const mainSettings = triggerSettings.extend({ DATA_FOLDER: z.string().default('.data').describe('Folder of the embedded store.') });

await runMain(async () => {
  const settings = readSettings(mainSettings, process.env, { prefix: 'TRIGGER_' });
  const log = createLog({ service: name, level: settings.TRIGGER_LOG });
  const closer = createCloser({ log });
  const system = { clock: systemClock, timers: systemTimers, random: systemRandom, log };
  const engines = await openEngines({ kind: 'embedded', folder: settings.DATA_FOLDER, ...system });
  closer.add('engines', () => engines.close());
  const store = await engines.openStore(name, collections);
  const app = createApp({ ...system, settings, store, bus: engines.bus, http: systemHttp, makeId: createIds(systemClock, systemRandom) });
  await app.start();
  closer.add('service', () => app.stop());
  const listening = await listen(app.handler, { port: settings.TRIGGER_PORT, host: settings.TRIGGER_HOST, log });
  closer.add('listener', () => listening.close());
  onSignals(closer, process);
}, process);
