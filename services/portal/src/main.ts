import { openEngines } from '@portal-sync/engines';
import { createIds, systemClock, systemHttp, systemRandom, systemTimers } from '@portal-sync/kernel';
import { createCloser, createLog, listen, onSignals, readSettings, runMain } from '@portal-sync/runtime';
import { z } from 'zod';
import { collections, createApp, name } from './app.ts';
import { buildPages } from './pages/build-pages.ts';
import { portalSettings } from './settings.ts';

const mainSettings = portalSettings.extend({ DATA_FOLDER: z.string().default('.data').describe('Folder of the embedded store.') });

await runMain(async () => {
  const settings = readSettings(mainSettings, process.env, { prefix: 'PORTAL_' });
  const log = createLog({ service: name, level: settings.PORTAL_LOG });
  const closer = createCloser({ log });
  const system = { clock: systemClock, timers: systemTimers, random: systemRandom, log };
  const pages = await buildPages({ log });
  const engines = await openEngines({ kind: 'embedded', folder: settings.DATA_FOLDER, ...system });
  closer.add('engines', () => engines.close());
  const store = await engines.openStore(name, collections);
  const app = createApp({ ...system, settings, store, bus: engines.bus, http: systemHttp, makeId: createIds(systemClock, systemRandom), pages });
  await app.start();
  closer.add('service', () => app.stop());
  const listening = await listen(app.handler, { port: settings.PORTAL_PORT, host: settings.PORTAL_HOST, log });
  closer.add('listener', () => listening.close());
  onSignals(closer, process);
}, process);
