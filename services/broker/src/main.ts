import { engineSettings, openEnginesBy } from '@portal-sync/engines';
import { runService } from '@portal-sync/runtime';
import { readAgenciesFile } from './agencies-file.ts';
import { collections, createApp, name } from './app.ts';
import { brokerSettings } from './settings.ts';

await runService(
  {
    name,
    settings: brokerSettings,
    engines: { settings: engineSettings, open: openEnginesBy },
    collections,
    prepare: ({ BROKER_AGENCIES_FILE: file }) => ({ agencies: file === undefined ? [] : readAgenciesFile(file) }),
    createApp,
    async started(app, { agencies }) {
      for (const agency of agencies) await app.seedAgency(agency);
    },
  },
  process,
);
