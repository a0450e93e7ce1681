import { fileURLToPath } from 'node:url';
import { StartError } from '@portal-sync/runtime';
import type { SpawnNode } from './spawn-node.ts';

/** Settings that name the engines, as the services read them. */
export interface EngineAddresses {
  readonly MONGO_URL: string;
  readonly KAFKA_BROKERS: string;
}

export interface LocalEngines extends EngineAddresses {
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../../../deploy/engines/src/main.ts', import.meta.url));

/**
 * A real MongoDB and a real Kafka on this machine, as `npm run engines` brings them, with their data in `folder`; those that the environment names are taken as they are.
 * Rejects with `StartError` where they cannot be had; why stands in the lines it said.
 */
export function startLocalEngines({ folder, env, spawn, say }: { folder: string; env: Readonly<Record<string, string>>; spawn: SpawnNode; say: (line: string) => void }): Promise<LocalEngines> {
  const { MONGO_URL: ownMongo, KAFKA_BROKERS: ownKafka } = env;
  if (ownMongo !== undefined && ownKafka !== undefined) return Promise.resolve({ MONGO_URL: ownMongo, KAFKA_BROKERS: ownKafka, stop: async () => undefined });
  const found = new Map<string, string | undefined>([['MONGO_URL', ownMongo], ['KAFKA_BROKERS', ownKafka]]);
  return new Promise((resolve, reject) => {
    let ended = (): void => reject(new StartError('MongoDB and Kafka did not start; the lines above say why. MONGO_URL and KAFKA_BROKERS name existing ones.'));
    const gone = Promise.withResolvers<void>();
    const child = spawn(
      { name: 'engines', main: MAIN, args: ['--folder', folder], env },
      {
        line(text) {
          say(`engines   | ${text}`);
          const [, name, value] = /^(MONGO_URL|KAFKA_BROKERS)=(.+)$/.exec(text) ?? [];
          if (name === undefined || value === undefined) return;
          found.set(name, value);
          const [MONGO_URL, KAFKA_BROKERS] = [found.get('MONGO_URL'), found.get('KAFKA_BROKERS')];
          if (MONGO_URL === undefined || KAFKA_BROKERS === undefined) return;
          ended = () => say('engines   | ended');
          const stop = () => {
            child.signal('SIGTERM');
            return gone.promise;
          };
          resolve({ MONGO_URL, KAFKA_BROKERS, stop });
        },
        exit() {
          ended();
          gone.resolve();
        },
      },
    );
  });
}
