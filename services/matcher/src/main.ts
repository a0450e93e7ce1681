import { engineSettings, openEnginesBy } from '@portal-sync/engines';
import { runService } from '@portal-sync/runtime';
import { collections, createApp, name } from './app.ts';
import { matcherSettings } from './settings.ts';

await runService({ name, settings: matcherSettings, engines: { settings: engineSettings, open: openEnginesBy }, collections, createApp }, process);
