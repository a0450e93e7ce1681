import type { CollectionShape, Store } from '@portal-sync/store';
import { afterEach, test } from 'vitest';
import type { Bus } from '../bus.ts';
import { busCursors } from '../cursor.ts';
import { deadLetters } from '../dead-letter.ts';
import type { Relay } from './relay.ts';
import { createRelay } from './relay.ts';

/** What an engine may lack. */
export type BusFeature = 'restart';

/** One run of a process: a bus, and the stores of the services in it. */
export interface BusMachine {
  readonly bus: Bus;
  /** Opens the store of a service by its name, with the bus's collections; the bus carries what it sends. */
  store(owner: string, collections: readonly CollectionShape[]): Promise<Store>;
  /** Closes bus and stores, whatever state they are in. */
  stop(): Promise<void>;
}

/** An engine under test. */
export interface BusEngine {
  readonly name: string;
  /** A fresh place for data. `start` begins a process on it; called again after `stop`, it is the restart. */
  open(): Promise<{ start(): Promise<BusMachine>; dispose(): Promise<void> }>;
  readonly lacks: Partial<Record<BusFeature, string>>;
}

/** A running process as tests use it. */
export interface RunningBus {
  readonly bus: Bus;
  /** The store of the service that sends. */
  readonly owner: Store;
  /** The store of the service that takes. */
  readonly consumer: Store;
  readonly relay: Relay;
  store(owner: string): Promise<Store>;
  /** Ends this process and begins the next one on the same data. */
  restart(): Promise<RunningBus>;
}

export interface BusBench {
  start(): Promise<RunningBus>;
  rule(name: string, run: () => Promise<void>, needs?: BusFeature): void;
}

const COLLECTIONS = [busCursors, deadLetters];

/** Starts buses for tests and throws them away after each. */
export function busBench(engine: BusEngine): BusBench {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  });
  return {
    async start() {
      const place = await engine.open();
      ends.push(() => place.dispose());
      const run = async (): Promise<RunningBus> => {
        const machine = await place.start();
        let stopped: Promise<void> | undefined;
        const stop = () => (stopped ??= machine.stop());
        ends.push(stop);
        const owner = await machine.store('owner', COLLECTIONS);
        const consumer = await machine.store('consumer', COLLECTIONS);
        return {
          bus: machine.bus,
          owner,
          consumer,
          relay: createRelay(machine.bus),
          store: (name) => machine.store(name, COLLECTIONS),
          restart: async () => {
            await stop();
            return run();
          },
        };
      };
      return run();
    },
    rule(name, run, needs) {
      const reason = needs === undefined ? undefined : engine.lacks[needs];
      if (reason === undefined) return test(name, run);
      console.warn(`skipped for ${engine.name}: ${name}: ${reason}`);
      test.skip(`${name} (skipped: ${reason})`, run);
    },
  };
}
