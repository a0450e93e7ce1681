import { engineSettings, openEnginesBy } from '@portal-sync/engines';
import { runService } from '@portal-sync/runtime';
import { collections, createApp, name } from './app.ts';
import { buildPages } from './pages/build-pages.ts';
import { portalSettings } from './settings.ts';

await runService(
  {
    name,
    settings: portalSettings,
    engines: { settings: engineSettings, open: openEnginesBy },
    collections,
    prepare: async ({ PORTAL_PAGES: pages }, log) => ({ pages: pages ?? (await buildPages({ log })) }),
    createApp,
  },
  process,
);
