import { createInprocessBus } from '@portal-sync/bus-inprocess';
import { createIds, silentLog, type CloudEvent, type Http, type Log } from '@portal-sync/kernel';
import { collectionsOfRuntime, type Service, type ServiceDeps } from '@portal-sync/runtime';
import type { CollectionShape, Store } from '@portal-sync/store';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime, createSeededRandom, type ManualTime } from '@portal-sync/tooling';

export interface ServiceWorldOptions<S> {
  readonly name: string;
  readonly collections: readonly CollectionShape[];
  readonly settings: S;
  /** Types of messages that `sent` gives back. */
  readonly says: readonly string[];
  /** Answers the service's outgoing calls. */
  readonly http: Http;
  readonly log?: Log;
  readonly createApp: (deps: ServiceDeps<S>) => Service;
}

/** One service alone: embedded engines in memory, time moved by hand, neighbours played by a function. */
export interface ServiceWorld {
  readonly service: Service;
  readonly store: Store;
  readonly time: ManualTime;
  /** Says these, all of one service, as their owner would in one transaction; then lets everything happen that needs at most 3 s of time. */
  send(...messages: readonly CloudEvent[]): Promise<void>;
  /** What the service has sent so far of these types (default: all), in order. */
  sent(...types: string[]): readonly CloudEvent[];
  stop(): Promise<void>;
}

export async function openServiceWorld<S>(options: ServiceWorldOptions<S>): Promise<ServiceWorld> {
  const time = createManualTime();
  const random = createSeededRandom(7);
  const log = options.log ?? silentLog;
  const engine = { clock: time.clock, timers: time.timers, random, log };
  const open = openSqliteStore({ memory: true, clock: time.clock, log });
  const bus = createInprocessBus(engine);
  const store = await open(options.name, options.collections);
  const neighbours = new Map<string, Store>();
  const sent: CloudEvent[] = [];
  await bus.register(store.outbox);

  const listener = await open('listener', collectionsOfRuntime);
  const service = options.createApp({
    ...engine, store, bus, http: options.http, makeId: createIds(time.clock, random), settings: options.settings,
  });
  await service.start();
  await bus.subscribe({
    group: 'listener',
    types: options.says,
    store: listener,
    handle: async (message) => void (message.source === `/${options.name}` && sent.push(message)),
  });

  const neighbour = async (owner: string): Promise<Store> => {
    if (owner === options.name) return store;
    const known = neighbours.get(owner);
    if (known !== undefined) return known;
    const made = await open(owner, []);
    neighbours.set(owner, made);
    await bus.register(made.outbox);
    return made;
  };

  return {
    service,
    store,
    time,
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
      for (const one of [store, listener, ...neighbours.values()]) await one.close();
    },
  };
}
