import type { Clock } from '@portal-sync/kernel';
import { afterEach, test } from 'vitest';
import type { CollectionShape } from '../collection.ts';
import type { Store } from '../store.ts';
import { jobs, notes } from './sample-collections.ts';

/** What an engine may lack. */
export type StoreFeature = 'restart';

export interface OpenedStore {
  readonly store: Store;
  /** Closes the store and opens the same data again, as a restart does. */
  reopen(): Promise<Store>;
  /** Closes what is open and throws the data away. */
  dispose(): Promise<void>;
}

/** An engine under test. */
export interface StoreEngine {
  readonly name: string;
  /** A fresh, empty store that takes its time from `clock`. */
  open(options: { owner: string; collections: readonly CollectionShape[]; clock: Clock }): Promise<OpenedStore>;
  /** Reasons, one sentence per feature. */
  readonly lacks: Partial<Record<StoreFeature, string>>;
}

export interface OpenedBench extends OpenedStore {
  /** The time the store sees. */
  readonly clock: { time: number };
}

export interface ContractBench {
  open(): Promise<OpenedBench>;
  /** A test, or a skip with its reason when the engine lacks the feature. */
  rule(name: string, run: () => Promise<void>, needs?: StoreFeature): void;
}

/** Opens stores for tests and throws them away after each. */
export function contractBench(engine: StoreEngine): ContractBench {
  const opened: OpenedStore[] = [];
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.dispose();
  });
  return {
    async open() {
      const clock = { time: 1_000_000 };
      const bench = await engine.open({ owner: 'bench', collections: [notes, jobs], clock: { now: () => clock.time } });
      opened.push(bench);
      return { ...bench, clock };
    },
    rule(name, run, needs) {
      const reason = needs === undefined ? undefined : engine.lacks[needs];
      if (reason === undefined) return test(name, run);
      console.warn(`skipped for ${engine.name}: ${name}: ${reason}`);
      test.skip(`${name} (skipped: ${reason})`, run);
    },
  };
}
