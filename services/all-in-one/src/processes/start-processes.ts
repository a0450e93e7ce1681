import { join } from 'node:path';
import { engineSettings } from '@portal-sync/engines';
import { withTimeout, type Clock, type Log, type Random, type Timers } from '@portal-sync/kernel';
import { StartError, type Closer } from '@portal-sync/runtime';
import { SERVICES, type House } from '../app.ts';
import { bundleServices } from '../bundle/bundle-services.ts';
import { DEMO_AGENCIES } from '../demo/agencies.ts';
import { inviteAdmins, plantDemo } from '../demo/plant-demo.ts';
import { addressesFrom, OUR_SERVICES } from '../house/addresses.ts';
import { serviceEnvs } from '../house/service-settings.ts';
import { startSandbox } from '../house/start-sandbox.ts';
import { prepareDataFolder } from '../machine/data-folder.ts';
import { createLocalhostHttp } from '../machine/localhost-http.ts';
import { loadMachineSecrets } from '../machine/machine-secrets.ts';
import { plantedMark } from '../machine/planted-mark.ts';
import type { AllInOneSettings } from '../settings.ts';
import { startLocalEngines } from './local-engines.ts';
import { refuseLostKeys } from './refuse-lost-keys.ts';
import { serviceFiles } from './service-files.ts';
import type { SpawnNode } from './spawn-node.ts';
import { supervise, type Supervised } from './supervise.ts';
import { untilReady } from './until-ready.ts';

export interface ProcessesOptions {
  readonly settings: AllInOneSettings;
  readonly fresh: boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  /** Takes everything that is opened. */
  readonly closer: Closer;
  /** Folder of the built pages. */
  readonly pages: Promise<string>;
  readonly spawn: SpawnNode;
  /** Lines for the terminal. */
  readonly say: (line: string) => void;
  /** The environment of this process: what every child is given besides its own settings. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The product as processes on real engines; `children` are the services that are kept running. */
export interface ProcessHouse extends House {
  readonly children: readonly Supervised[];
}

/** A process that does not say in this time how it stands does not say it, ms. */
const LOOK_MS = 5_000;

/** What a child takes over from its parent: where programs and homes are, what every Node process understands, and which engines are meant. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS', 'ENGINES_CACHE', ...Object.keys(engineSettings.shape).filter((name) => name !== 'DATA_FOLDER')];

/** Each service as a process of its own on MongoDB and Kafka, kept running, with the same demo. The Google sandbox runs here: it stands for somebody else's machine. Resolves when the product can be used. */
export async function startProcesses(options: ProcessesOptions): Promise<ProcessHouse> {
  const { clock, timers, random, log, closer, spawn, say } = options;
  const folder = join(options.settings.DATA_FOLDER, 'real-engines');
  const settings = { ...options.settings, DATA_FOLDER: folder };
  if (options.fresh && options.env['MONGO_URL'] !== undefined) throw new StartError('--fresh empties data of our own only: drop the databases that MONGO_URL names yourself, or leave MONGO_URL out.');
  const addresses = addressesFrom(settings.HOUSE_PORT);
  const passed = Object.fromEntries(Object.entries(options.env).filter((entry): entry is [string, string] => PASSED_ON.includes(entry[0]) && entry[1] !== undefined));
  const bundling = bundleServices({ log });
  // Told where it is awaited.
  bundling.catch(() => undefined);
  closer.add('the data folder', prepareDataFolder({ folder, fresh: options.fresh }));
  const sandbox = settings.GOOGLE_CLIENT_ID === undefined;
  try {
    const { http, close } = createLocalhostHttp();
    // A process that hangs takes a connection and says nothing.
    const looking = withTimeout(http, timers, LOOK_MS);
    closer.add('outgoing connections', close);
    const engines = startLocalEngines({ folder: join(folder, 'engines'), env: passed, spawn, clock, timers, say });
    closer.add('engines', () => engines.stop(), 30_000);
    const common = { ...passed, ...(await engines.addresses) };
    const waiting = new AbortController();
    closer.add('waiting for engines', async () => waiting.abort());
    await refuseLostKeys({ folder, env: common, signal: waiting.signal, clock, timers, random, log });
    const secrets = loadMachineSecrets(folder, random, { services: SERVICES, agencies: DEMO_AGENCIES.map(({ id }) => id) });
    if (sandbox) await startSandbox({ clock, timers, random, http, log, addresses, secrets, folder, closer });

    const [pages, mainOf] = await Promise.all([options.pages, bundling]);
    const envs = serviceEnvs({ settings, addresses, secrets });
    const files = serviceFiles({ folder, addresses, secrets, pages });
    const children = OUR_SERVICES.map((name) => {
      const env = { ...common, ...envs[name], [`${name.toUpperCase()}_LOG`]: settings.HOUSE_LOG };
      const child = supervise({ name, main: mainOf(name), env: { ...env, ...files[name] } }, { spawn, clock, timers, say, isAlive: async () => (await looking(`${addresses.internal[name]}/livez`)).ok });
      closer.add(name, () => child.stop(), 30_000);
      return child;
    });
    await untilReady(Object.fromEntries(OUR_SERVICES.map((name) => [name, addresses.internal[name]])), { http: looking, clock, timers, say });

    const planting = { http, clock, timers, addresses, secrets, appointments: true, mark: plantedMark(folder) };
    const { done: planted, stop: callOff } = await plantDemo(planting);
    closer.add('planting the demo', callOff);
    const invitations = sandbox ? {} : await inviteAdmins(planting);
    return { addresses, secrets, sandbox, invitations, planted, children, stop: () => closer.close() };
  } catch (error) {
    await closer.close();
    throw error;
  }
}
