import { engineSettings, openEnginesBy } from '@portal-sync/engines';
import { runService } from '@portal-sync/runtime';
import { z } from 'zod';
import { readAgenciesFile } from './agencies-file.ts';
import { collections, createApp, name } from './app.ts';
import { brokerSettings } from './settings.ts';

const settings = brokerSettings.safeExtend({
  BROKER_AGENCIES_FILE: z.string().optional().describe('JSON file with the agencies to set up: a list of what `src/actions/seed-agency.ts` describes.'),
});

await runService(
  {
    name,
    settings,
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
