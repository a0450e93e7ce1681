import { fileURLToPath } from 'node:url';
import type { Clock, Timers } from '@portal-sync/kernel';
import { StartError } from '@portal-sync/runtime';
import type { SpawnNode } from './spawn-node.ts';
import { supervise } from './supervise.ts';

/** Settings that name the engines, as the services read them. */
export interface EngineAddresses {
  readonly MONGO_URL: string;
  readonly KAFKA_BROKERS: string;
}

export interface LocalEngines {
  /** Rejects with `StartError` where they cannot be had; why stands in the lines they said. */
  readonly addresses: Promise<EngineAddresses>;
  /** Ends them, also while they still start. */
  stop(): Promise<void>;
}

export interface LocalEnginesOptions {
  /** Where their data stands; their ports are kept there too, so they are found at the same addresses after every start. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly spawn: SpawnNode;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Lines for the terminal. */
  readonly say: (line: string) => void;
}

const MAIN = fileURLToPath(new URL('../../../../deploy/engines/src/main.ts', import.meta.url));

/** A real MongoDB and a real Kafka on this machine, as `npm run engines` brings them, kept running; those that the environment names are taken as they are. */
export function startLocalEngines({ folder, env, spawn, ...deps }: LocalEnginesOptions): LocalEngines {
  const { MONGO_URL: ownMongo, KAFKA_BROKERS: ownKafka } = env;
  if (ownMongo !== undefined && ownKafka !== undefined) return { addresses: Promise.resolve({ MONGO_URL: ownMongo, KAFKA_BROKERS: ownKafka }), stop: async () => undefined };
  const found = Promise.withResolvers<EngineAddresses>();
  // Told where they are awaited.
  found.promise.catch(() => undefined);
  const said = new Map([['MONGO_URL', ownMongo], ['KAFKA_BROKERS', ownKafka]]);
  const known = (): EngineAddresses | undefined => {
    const [MONGO_URL, KAFKA_BROKERS] = [said.get('MONGO_URL'), said.get('KAFKA_BROKERS')];
    return MONGO_URL === undefined || KAFKA_BROKERS === undefined ? undefined : { MONGO_URL, KAFKA_BROKERS };
  };
  const hear = (text: string): void => {
    const [, name, value] = /^(MONGO_URL|KAFKA_BROKERS)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) return;
    said.set(name, value);
    const addresses = known();
    if (addresses !== undefined) found.resolve(addresses);
  };
  const heard: SpawnNode = (command, events) =>
    spawn(command, {
      line(text) {
        events.line(text);
        hear(text);
      },
      exit(how) {
        events.exit(how);
        found.reject(new StartError('MongoDB and Kafka did not start; the lines above say why. MONGO_URL and KAFKA_BROKERS name existing ones.'));
      },
    });
  // What never ran is a mistake that a person has to mend; what ran is started again.
  const engines = supervise({ name: 'engines', main: MAIN, args: ['--folder', folder], env }, { ...deps, spawn: heard, startsAgain: () => known() !== undefined });
  return { addresses: found.promise, stop: () => engines.stop() };
}
