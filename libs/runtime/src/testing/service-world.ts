import type { Bus } from '@portal-sync/bus';
import { createInprocessBus } from '@portal-sync/bus-inprocess';
import { createIds, silentLog, type CloudEvent, type Http, type Log } from '@portal-sync/kernel';
import type { CollectionShape, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime, createSeededRandom, type ManualTime } from '@portal-sync/tooling';
import { collectionsOfRuntime } from '../collections-of-runtime.ts';
import type { Service, ServiceDeps } from '../create-service.ts';

export interface ServiceWorldOptions<S, App extends Service> {
  readonly name: string;
  readonly collections: readonly CollectionShape[];
  readonly settings: S;
  /** Types of messages that `sent` gives back. */
  readonly says: readonly string[];
  /** Answers the service's outgoing calls. */
  readonly http: Http;
  readonly log?: Log | undefined;
  /** Given when whoever plays the neighbours needs the same clock. */
  readonly time?: ManualTime;
  readonly createApp: (deps: ServiceDeps<S>) => App;
}

/** One service alone: embedded engines in memory, time moved by hand, neighbours played by a function. */
export interface ServiceWorld<App extends Service = Service> {
  readonly service: App;
  readonly store: Store;
  readonly time: ManualTime;
  /** One more replica on the same store; not started. Messages go to the first one, as to a group whose partitions all stand there. */
  replica(): App;
  /** Says these, all of one service, as their owner would in one transaction; then lets everything happen that needs at most 3 s of time. */
  send(...messages: readonly CloudEvent[]): Promise<void>;
  /** What the service has sent so far of these types (default: all), in order. */
  sent(...types: string[]): readonly CloudEvent[];
  stop(): Promise<void>;
}

export async function openServiceWorld<S, App extends Service>(options: ServiceWorldOptions<S, App>): Promise<ServiceWorld<App>> {
  const time = options.time ?? createManualTime();
  const random = createSeededRandom(7);
  const log = options.log ?? silentLog;
  const engine = { clock: time.clock, timers: time.timers, random, log };
  const open = openSqliteStore({ memory: true, clock: time.clock, log });
  const bus = createInprocessBus(engine);
  const store = await open(options.name, options.collections);
  const neighbours = new Map<string, Promise<Store>>();
  const sent: CloudEvent[] = [];
  await bus.register(store.outbox);

  const listener = await open('listener', collectionsOfRuntime);
  const create = (its: Bus): App => options.createApp({ ...engine, store, bus: its, http: options.http, makeId: createIds(time.clock, random), settings: options.settings });
  const service = create(bus);
  await service.start();
  await bus.subscribe({
    group: 'listener',
    types: options.says,
    store: listener,
    handle: async (message) => void (message.source === `/${options.name}` && sent.push(message)),
  });

  const openNeighbour = async (owner: string): Promise<Store> => {
    const made = await open(owner, []);
    await bus.register(made.outbox);
    return made;
  };
  const neighbour = async (owner: string): Promise<Store> => {
    if (owner === options.name) return store;
    const known = neighbours.get(owner) ?? openNeighbour(owner);
    neighbours.set(owner, known);
    return known;
  };

  return {
    service,
    store,
    time,
    replica: () => create({ ...bus, subscribe: async () => undefined }),
    async send(...messages) {
      const from = await neighbour(messages[0]?.source.slice(1) ?? options.name);
      await from.transaction(async (tx) => messages.forEach((message) => tx.send(message)));
      await time.advance(3_000);
    },
    sent: (...types) => sent.filter((message) => types.length === 0 || types.includes(message.type)),
    async stop() {
      const stopping = Promise.all([service.stop(), bus.close({ drainMs: 0 })]);
      // What is under way may wait for its time limit.
      await time.advance(60_000);
      await stopping;
      for (const one of [store, listener, ...(await Promise.all(neighbours.values()))]) await one.close();
    },
  };
}
