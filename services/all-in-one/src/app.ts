import { openEngines, type EngineChoice } from '@portal-sync/engines';
import { createIds, type Clock, type Log, type Random, type Timers } from '@portal-sync/kernel';
import { createCloser, listen, type Closer, type Service } from '@portal-sync/runtime';
import { DEMO_AGENCIES } from './demo/agencies.ts';
import { agencySeeds } from './demo/agency-seeds.ts';
import { inviteAdmins, plantDemo } from './demo/plant-demo.ts';
import { addressesFrom, OUR_SERVICES, type Addresses } from './house/addresses.ts';
import { openServices } from './house/open-house.ts';
import { serviceEnvs } from './house/service-settings.ts';
import { startSandbox } from './house/start-sandbox.ts';
import { prepareDataFolder } from './machine/data-folder.ts';
import { createLocalhostHttp } from './machine/localhost-http.ts';
import { loadMachineSecrets, type MachineSecrets } from './machine/machine-secrets.ts';
import { plantedMark } from './machine/planted-mark.ts';
import type { AllInOneSettings } from './settings.ts';

export interface HouseOptions {
  readonly settings: AllInOneSettings;
  /** Removes what an earlier start left in the data folder. */
  readonly fresh: boolean;
  /** Folder of the built pages, which may still be under way. */
  readonly pages: string | Promise<string>;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Takes everything that is opened, so that a stop in the middle of the start closes it too; one of its own by default. */
  readonly closer?: Closer;
  /** Plants the demo's appointments too (default); agencies and people are always there. */
  readonly demoAppointments?: boolean;
  /** FULL (default) survives a power cut; tests take NORMAL. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Default: the embedded engines, in the data folder. */
  readonly engines?: EngineChoice | undefined;
}

export interface House {
  readonly addresses: Addresses;
  readonly secrets: MachineSecrets;
  /** True when the Google sandbox runs beside the services. */
  readonly sandbox: boolean;
  /** Links that bind the first admin of each agency; made only when Google is the real one. */
  readonly invitations: Readonly<Record<string, string>>;
  /** Resolves when the demo's appointments stand too: they are made while the product can be used already. */
  readonly planted: Promise<void>;
  /** Lets what was begun finish and closes everything. */
  stop(): Promise<void>;
}

export const SERVICES = ['connector', 'matcher', 'trigger', 'portal'] as const;

/** The whole product in this process: sandbox (unless real Google is set), five services on SQLite, two demo agencies. Resolves when it can be used. */
export async function startHouse(options: HouseOptions): Promise<House> {
  const { settings, clock, timers, random, log } = options;
  const addresses = addressesFrom(settings.HOUSE_PORT);
  const closer = options.closer ?? createCloser({ log, timers });
  closer.add('the data folder', prepareDataFolder({ folder: settings.DATA_FOLDER, fresh: options.fresh }));
  const sandbox = settings.GOOGLE_CLIENT_ID === undefined;
  try {
    const secrets = loadMachineSecrets(settings.DATA_FOLDER, random, { services: SERVICES, agencies: DEMO_AGENCIES.map(({ id }) => id) });
    const { http, close } = createLocalhostHttp();
    closer.add('outgoing connections', close);
    if (sandbox) await startSandbox({ clock, timers, random, http, log, addresses, secrets, folder: settings.DATA_FOLDER, closer });

    const engines = await openEngines({
      ...(options.engines ?? { kind: 'embedded', folder: settings.DATA_FOLDER, ...(options.synchronous === undefined ? {} : { synchronous: options.synchronous }) }),
      clock, timers, random, log,
    });
    closer.add('engines', () => engines.close());
    const shared = { bus: engines.bus, clock, timers, random, http, log, makeId: createIds(clock, random) };
    const services = await openServices({ ...shared, openStore: engines.openStore, pages: options.pages }, serviceEnvs({ settings, addresses, secrets }));

    for (const name of OUR_SERVICES) {
      const service: Service = services[name];
      const door = await listen(service.handler, { port: addresses.ports[name], host: '127.0.0.1', log, timers });
      closer.add(`${name}'s door`, () => door.close());
    }
    // Every door is open before the first service looks for its neighbours.
    for (const name of OUR_SERVICES) {
      await services[name].start();
      closer.add(name, () => services[name].stop());
    }
    const planting = {
      http, clock, timers, addresses, secrets,
      appointments: options.demoAppointments ?? true,
      mark: plantedMark(settings.DATA_FOLDER),
    };
    for (const seed of agencySeeds(addresses, secrets)) await services.broker.seedAgency(seed);
    const { done: planted, stop: callOff } = await plantDemo(planting);
    closer.add('planting the demo', callOff);
    await options.pages;
    const invitations = sandbox ? {} : await inviteAdmins(planting);
    return { addresses, secrets, sandbox, invitations, planted, stop: () => closer.close() };
  } catch (error) {
    await closer.close();
    throw error;
  }
}
