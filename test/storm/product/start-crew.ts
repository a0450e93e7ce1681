import type { Addresses } from '@portal-sync/all-in-one/addresses';
import type { MachineSecrets } from '@portal-sync/all-in-one/machine-secrets';
import { serviceEnvs } from '@portal-sync/all-in-one/service-settings';
import { createSpawnNode, type SpawnNode } from '@portal-sync/all-in-one/spawn-node';
import { supervise, type Supervised } from '@portal-sync/all-in-one/supervise';
import { serviceFiles } from '@portal-sync/all-in-one/service-files';
import { systemClock, systemTimers } from '@portal-sync/kernel';
import type { Places } from './places.ts';
import type { ReadyWatch } from './ready-watch.ts';

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TZ'];

export interface CrewOptions {
  readonly places: Places;
  readonly secrets: MachineSecrets;
  readonly folder: string;
  /** Folder of the built pages. */
  readonly pages: string;
  /** Where the main module of a service stands. */
  readonly mainOf: (service: string) => string;
  readonly mongoUrl: string;
  readonly kafkaBrokers: string;
  /** Where Google is reached through its link: `http://localhost:21506`. */
  readonly google: string;
  readonly watch: ReadyWatch;
  /** Further environment of every process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Takes what the processes and their supervisors say. */
  readonly say: (line: string) => void;
}

/** Every process of our services, each kept running by the house's own supervisor, as `npm start -- --engines real` does. */
export function startCrew(options: CrewOptions): readonly Supervised[] {
  const { places, mainOf, watch, say } = options;
  const envs = envsOf(options);
  const ports = new Map(places.processes.map(({ name, port }) => [name, port]));
  const spawnNode = createSpawnNode(process.execPath);
  const spawn: SpawnNode = (command, events) => {
    const exit = (how: string): void => {
      watch.ended(command.name, how);
      events.exit(how);
    };
    watch.began(command.name, ports.get(command.name) ?? 0);
    return spawnNode(command, { ...events, exit });
  };
  return places.processes.map(({ name, service, port }) => {
    const env = { ...envs[service], [`${service.toUpperCase()}_PORT`]: String(port) };
    return supervise({ name, main: mainOf(service), env }, { spawn, clock: systemClock, timers: systemTimers, say });
  });
}

/** The settings that `npm start` gives them, with Google behind its link. */
function envsOf({ places, secrets, folder, pages, mongoUrl, kafkaBrokers, google, env }: CrewOptions): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { addresses } = places;
  const settings = { HOUSE_PORT: addresses.ports.portal, HOUSE_LOG: 'warn' as const, DATA_FOLDER: folder };
  const passed = Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
  const engines = { MONGO_URL: mongoUrl, KAFKA_BROKERS: kafkaBrokers };
  const files = serviceFiles({ folder, addresses, secrets, pages });
  return Object.fromEntries(
    Object.entries(serviceEnvs({ settings, addresses, secrets })).map(([service, own]) => {
      const more = { [`${service.toUpperCase()}_LOG`]: 'warn', ...files[service] };
      return [service, { ...passed, ...engines, ...throughLink(own, addresses, google), ...more, ...env }];
    }),
  );
}

/** Addresses at which services call Google; where a browser goes stays as it is. */
const CALLED = ['GOOGLE_TOKEN_URL', 'GOOGLE_REVOKE_URL', 'GOOGLE_USERINFO_URL', 'GOOGLE_CERTS_URL', 'GOOGLE_API_ROOT'];

const throughLink = (env: Readonly<Record<string, string>>, { sandboxOrigin }: Addresses, google: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, CALLED.includes(name) ? value.replace(sandboxOrigin, google) : value]));
