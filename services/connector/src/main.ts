import { engineSettings, openEnginesBy } from '@portal-sync/engines';
import { openGoogleCalendar } from '@portal-sync/google';
import { runService } from '@portal-sync/runtime';
import { collections, createApp, name } from './app.ts';
import { connectorSettings } from './settings.ts';

await runService(
  {
    name,
    settings: connectorSettings,
    engines: { settings: engineSettings, open: openEnginesBy },
    collections,
    prepare: ({ GOOGLE_API_ROOT }) => ({ google: openGoogleCalendar({ apiRoot: GOOGLE_API_ROOT }) }),
    createApp,
  },
  process,
);
