import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotBeHad } from './cannot-be-had.ts';
import { ENGINES_OF_RUN, type EngineOfRun, type KafkaOfRun, type MongoOfRun } from './engines-of-run.ts';
import { startKafka, type RunningKafka } from './start-kafka.ts';
import { startMongo, type RunningMongo } from './start-mongo.ts';

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Vitest's global set-up: one MongoDB and one Kafka for a whole run, started when the first test asks for them, ended with the run.
 * It lives in the run's own process and answers the workers on a loopback port, so that all of them meet the same engine.
 */
// eslint-disable-next-line no-restricted-syntax -- Vitest reads the default export
export default async function engineDoor(): Promise<() => Promise<void>> {
  const started: Promise<Stoppable>[] = [];
  const once = <E extends Stoppable, T>(start: () => Promise<E>, shown: (engine: E) => T) => {
    let answer: Promise<EngineOfRun<T>> | undefined;
    return () => (answer ??= begin(start, shown, started));
  };
  const engines: Readonly<Record<string, () => Promise<EngineOfRun<unknown>>>> = {
    '/mongo': once<RunningMongo, MongoOfRun>(startMongo, ({ url }) => ({ url })),
    '/kafka': once<RunningKafka, KafkaOfRun>(startKafka, ({ addresses, secured }) => ({ addresses, secured })),
  };
  const server = createServer((request, response) => {
    const engine = engines[request.url ?? ''];
    if (engine === undefined) return void response.writeHead(404).end();
    void engine().then((answer) => response.writeHead(200, { 'content-type': 'application/json', 'connection': 'close' }).end(JSON.stringify(answer)));
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env[ENGINES_OF_RUN] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    server.closeAllConnections();
    await Promise.all(started.map(async (each) => (await each.catch(() => undefined))?.stop()));
  };
}

async function begin<E extends Stoppable, T>(start: () => Promise<E>, shown: (engine: E) => T, started: Promise<Stoppable>[]): Promise<EngineOfRun<T>> {
  const engine = start();
  started.push(engine);
  try {
    return { found: shown(await engine) };
  } catch (error) {
    const reason = error instanceof CannotBeHad ? error.message : `it did not start: ${error instanceof Error ? error.message : String(error)}`;
    return { reason };
  }
}
