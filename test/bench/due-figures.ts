import { setTimeout as pause } from 'node:timers/promises';
import { Secret, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { startMongo } from '@portal-sync/local-engines';
import { defineCollection, dueFields, finishDue, newDue, type Store } from '@portal-sync/store';
import { openMongoStore } from '@portal-sync/store-mongo';
import { z } from 'zod';
import { percentile } from './percentile.ts';

export interface DueRates {
  readonly workers: number;
  /** Median over the rounds, documents taken, worked on and finished a second. */
  readonly perSecond: number;
  /** Documents that more than one worker was given, in all rounds. */
  readonly twice: number;
}

const items = defineCollection({ name: 'items', schema: z.object({ id: z.string(), text: z.string(), ...dueFields }), key: ({ id }) => id, due: true });

const WORKERS = [1, 2, 4];
/** What a connector's worker takes at most at a time, and about how long Google keeps it. */
const HANDS = 8;
const WORK_MS = 50;
const ROUNDS = 3;

/** How fast documents that are due are worked off on MongoDB by workers that each have a store of their own, as processes have. Throws `CannotBeHad`. */
export async function measureDue(short: boolean): Promise<readonly DueRates[]> {
  const set = await startMongo();
  const deps = { clock: systemClock, timers: systemTimers, random: systemRandom };
  const open = () => openMongoStore({ url: new Secret(set.url), prefix: 'bench_due_', ...deps })('bench', [items]);
  try {
    const stores = await Promise.all(Array.from({ length: Math.max(...WORKERS) }, open));
    const seen = new Map(WORKERS.map((workers) => [workers, { rates: [] as number[], twice: 0 }]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const workers of round % 2 === 0 ? WORKERS : WORKERS.toReversed()) {
        const { rate, twice } = await workOff(stores.slice(0, workers), `${round}-${workers}`, (short ? 60 : 300) * workers);
        const all = seen.get(workers);
        if (all === undefined) continue;
        // The first round warms up.
        if (round > 0) all.rates.push(rate);
        all.twice += twice;
      }
    }
    await Promise.all(stores.map((store) => store.close()));
    return [...seen].map(([workers, { rates, twice }]) => ({ workers, perSecond: percentile(rates, 0.5), twice }));
  } finally {
    await set.stop();
  }
}

async function workOff(stores: readonly Store[], round: string, count: number): Promise<{ rate: number; twice: number }> {
  const [first] = stores;
  await Promise.all(Array.from({ length: count }, (_, at) => first?.insert(items, { id: `${round}-${at}`, text: 'x'.repeat(500), ...newDue(at) })));
  const taken = new Map<string, number>();
  const began = performance.now();
  await Promise.all(
    stores.map(async (store) => {
      let hands = HANDS;
      const running = new Set<Promise<void>>();
      while (taken.size < count) {
        const docs = hands === 0 ? [] : await store.takeDue(items, { now: Date.now(), limit: hands, leaseMs: 60_000 });
        hands -= docs.length;
        for (const { id, claim } of docs) {
          taken.set(id, (taken.get(id) ?? 0) + 1);
          const run = pause(WORK_MS)
            .then(() => store.update(items, id, (doc) => finishDue(doc, claim, null)))
            .then(() => {
              hands++;
              running.delete(run);
            });
          running.add(run);
        }
        if (hands === 0 || docs.length === 0) await Promise.race([...running, pause(WORK_MS)]);
      }
      await Promise.all(running);
    }),
  );
  return { rate: count / ((performance.now() - began) / 1_000), twice: [...taken.values()].filter((times) => times > 1).length };
}
