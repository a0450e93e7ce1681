import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleServices } from '@portal-sync/all-in-one/bundle-services';
import { DEMO_AGENCIES } from '@portal-sync/all-in-one/demo-agencies';
import { createLocalhostHttp } from '@portal-sync/all-in-one/localhost-http';
import { loadMachineSecrets, type MachineSecrets } from '@portal-sync/all-in-one/machine-secrets';
import { plantDemo } from '@portal-sync/all-in-one/plant-demo';
import { SandboxControl } from '@portal-sync/all-in-one/sandbox-control';
import { startSandbox } from '@portal-sync/all-in-one/start-sandbox';
import type { Supervised } from '@portal-sync/all-in-one/supervise';
import { sleep, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { startKafka, startMongo, type RunningKafka, type RunningMongo } from '@portal-sync/local-engines';
import { buildPages } from '@portal-sync/portal/build-pages';
import { createCloser, createLog } from '@portal-sync/runtime';
import type { StormProduct } from '../load/storm-product.ts';
import { openLink, type Link } from '../network/open-link.ts';
import { freePlaces, type Places } from './places.ts';
import { watchReady, type ReadyWatch } from './ready-watch.ts';
import { startCrew } from './start-crew.ts';

/** The product as it stands in the storm, with all that can be done to it. */
export interface ProductUnderFaults extends StormProduct {
  readonly places: Places;
  readonly secrets: MachineSecrets;
  readonly crew: readonly Supervised[];
  readonly links: ReadonlyMap<string, Link>;
  readonly mongo: RunningMongo;
  readonly kafka: RunningKafka;
  readonly watch: ReadyWatch;
  /** Where data and logs stand. */
  readonly folder: string;
  /** Waits until every process can be used. */
  ready(withinMs: number): Promise<void>;
  /** Ends everything. The logs stay where `keep` says so. */
  close(keep: boolean): Promise<void>;
}

/** The first start on a busy machine: everything at once. */
const FIRST_START_MS = 240_000;

export interface OpenProductOptions {
  /** Further environment of every process. */
  readonly env?: Readonly<Record<string, string>>;
  /** The services' sources run, which can be broken while they are loaded; else what is made of them, as with `npm start -- --engines real`. */
  readonly fromSources?: boolean;
  readonly say: (line: string) => void;
}

/** A MongoDB of three members, a Kafka, the Google sandbox and every service as processes, all behind links that can fail; with the demo's people. Fails with `CannotBeHad` where there are no engines. */
export async function openProduct({ env, fromSources = false, say }: OpenProductOptions): Promise<ProductUnderFaults> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-sync-storm-'));
  const log = createLog({ service: 'storm', level: 'error' });
  const closer = createCloser({ log });
  const end = async (keep: boolean): Promise<void> => {
    await closer.close();
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const places = await freePlaces();
    const { addresses } = places;
    const links = new Map<string, Link>();
    for (const { name, port, behind } of places.links) {
      const link = await openLink(port, behind);
      links.set(name, link);
      closer.add(`the link to ${name}`, () => link.close());
    }
    const portOf = (link: string): number => links.get(link)?.port ?? 0;

    say('Starting MongoDB (three members) and Kafka.');
    const starting = [
      startMongo({ members: places.mongo.length, ports: places.mongo, knownAs: (port) => portOf(`mongo-${places.mongo.indexOf(port) + 1}`), folder: join(folder, 'mongo'), say }),
      startKafka({ ports: [places.kafka], knownAs: () => portOf('kafka'), folder: join(folder, 'kafka'), say }),
    ] as const;
    for (const engine of starting) closer.add('an engine', async () => (await engine.catch(() => undefined))?.stop(), 30_000);
    const [mongo, kafka] = await Promise.all(starting);

    const secrets = loadMachineSecrets(folder, systemRandom, { services: ['connector', 'matcher', 'trigger', 'portal'], agencies: DEMO_AGENCIES.map(({ id }) => id) });
    const { http, close } = createLocalhostHttp();
    closer.add('outgoing connections', close);
    mkdirSync(join(folder, 'google'));
    await startSandbox({ clock: systemClock, timers: systemTimers, random: systemRandom, http, log, addresses, secrets, folder: join(folder, 'google'), closer });
    const pages = await buildPages({ log });
    const mainOf = fromSources ? sourceOf : await bundleServices({ log });

    const watch = watchReady(() => performance.now());
    closer.add('the watch', () => watch.stop());
    const lines = createWriteStream(join(folder, 'services.log'));
    const crew = startCrew({
      places, secrets, folder, pages, mainOf, watch, mongoUrl: mongo.url, kafkaBrokers: kafka.addresses, google: `http://localhost:${portOf('google')}`,
      ...(env === undefined ? {} : { env }),
      say: (line) => void lines.write(`${line}\n`),
    });
    closer.add('the services', async () => void (await Promise.all(crew.map((one) => one.stop()))), 30_000);
    const ready = (withinMs: number): Promise<void> => untilReady(places, withinMs);
    say('Starting the services.');
    await ready(FIRST_START_MS);
    const planting = await plantDemo({ http, clock: systemClock, timers: systemTimers, addresses, secrets, appointments: false, mark: { stands: () => false, set: () => undefined } });
    await planting.done;
    const google = new SandboxControl(http, addresses.sandboxOrigin);
    return { addresses, secrets, http, google, places, crew, links, mongo, kafka, watch, folder, ready, close: end };
  } catch (error) {
    await end(true);
    say(`What was logged stands in ${folder}.`);
    throw error;
  }
}

const sourceOf = (service: string): string => join(import.meta.dirname, '../../../services', service, 'src/main.ts');

async function untilReady({ processes }: Places, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  const fault = async (port: number): Promise<string | undefined> =>
    fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' }, signal: AbortSignal.timeout(3_000) }).then(
      async (answer) => (answer.ok ? undefined : answer.text()),
      () => 'no answer',
    );
  for (const { name, port } of processes) {
    for (let found = await fault(port); found !== undefined; found = await fault(port)) {
      if (performance.now() > end) throw new Error(`${name} could not be used after ${withinMs / 1000} s: ${found}`);
      await sleep(systemTimers, 50);
    }
  }
}
