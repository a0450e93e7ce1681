import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '@portal-sync/portal/build-pages';
import { systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { createLog, readSettings, runMain } from '@portal-sync/runtime';
import { startHouse } from '../app.ts';
import { addressesFrom } from '../house/addresses.ts';
import { createLocalhostHttp } from '../machine/localhost-http.ts';
import { allInOneSettings } from '../settings.ts';
import { playTour } from './play-tour.ts';

const OWN_PORT = 4480;

await runMain(async () => {
  const write = (text: string) => void process.stdout.write(text);
  const settings = readSettings(allInOneSettings, process.env, { prefix: 'HOUSE_' });
  const { http, close } = createLocalhostHttp();
  const runs = await http(`${addressesFrom(settings.HOUSE_PORT).internal.portal}/livez`).then((answer) => answer.ok, () => false);
  let stop = async () => {};
  let addresses = addressesFrom(settings.HOUSE_PORT);
  if (runs) {
    write(`Playing against the product at ${addresses.agency('northlight.localhost')}.\n\n`);
  } else {
    write('No product is running here; starting one for the tour, on data of its own.\n\n');
    const folder = mkdtempSync(join(tmpdir(), 'portal-sync-tour-'));
    const log = createLog({ service: 'tour', level: settings.HOUSE_LOG });
    const house = await startHouse({
      settings: { ...settings, HOUSE_PORT: OWN_PORT, DATA_FOLDER: folder },
      pages: await buildPages({ log }),
      fresh: true,
      clock: systemClock, timers: systemTimers, random: systemRandom, log,
    });
    await house.planted;
    addresses = house.addresses;
    stop = async () => {
      await house.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  }
  try {
    const told = await playTour({ http, clock: systemClock, timers: systemTimers, addresses, write });
    const calls = told.reduce((sum, { calls: count }) => sum + count, 0);
    const ms = told.reduce((sum, { tookMs }) => sum + tookMs, 0);
    write(`\n${told.length} steps passed in ${(ms / 1000).toFixed(1)} s, ${calls} calls to Google.\n`);
  } finally {
    await stop();
    await close();
  }
}, process);
