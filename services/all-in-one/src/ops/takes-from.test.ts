import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngines } from '@portal-sync/engines';
import { silentLog, systemClock, systemHttp, systemRandom, systemTimers } from '@portal-sync/kernel';
import { readSettings } from '@portal-sync/runtime';
import { expect, test } from 'vitest';
import { SERVICES } from '../app.ts';
import { DEMO_AGENCIES } from '../demo/agencies.ts';
import { addressesFrom } from '../house/addresses.ts';
import { openServices } from '../house/open-house.ts';
import { serviceEnvs } from '../house/service-settings.ts';
import { loadMachineSecrets } from '../machine/machine-secrets.ts';
import { allInOneSettings } from '../settings.ts';
import { OPERATED } from './find-product.ts';
import { TAKES_FROM } from './takes-from.ts';

test('who takes whose messages is what the services themselves say', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'takes-from-'));
  const engines = await openEngines({ kind: 'embedded', folder, synchronous: 'NORMAL', clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog });
  const settings = readSettings(allInOneSettings, {}, { prefix: 'HOUSE_' });
  const secrets = loadMachineSecrets(folder, systemRandom, { services: SERVICES, agencies: DEMO_AGENCIES.map(({ id }) => id) });
  const envs = serviceEnvs({ settings, addresses: addressesFrom(4400), secrets });
  const shared = { bus: engines.bus, clock: systemClock, timers: systemTimers, random: systemRandom, http: systemHttp, log: silentLog, makeId: () => 'id' };
  const services = await openServices({ ...shared, openStore: engines.openStore, pages: '' }, envs);
  expect(Object.fromEntries(OPERATED.map((name) => [name, [...services[name].takesFrom].sort()]))).toEqual(TAKES_FROM);
  await engines.close();
  rmSync(folder, { recursive: true });
});
