import { workSummaries, type WorkSummary } from '@portal-sync/contracts';
import { byDue } from '@portal-sync/store';
import { defineRoute, type Route } from '../route.ts';
import { findLeased } from './find-leased.ts';
import type { OperatorParts } from './operator-parts.ts';

export const listWorkRoute = (parts: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'listWork',
    method: 'GET',
    path: '/internal/ops/due-work',
    summary: 'How much waits for workers, per collection',
    who: 'operator',
    answers: { 200: workSummaries },
    handle: async () => ({ status: 200, body: { items: await Promise.all(parts.works.map((work) => summaryOf(parts, work))) } }),
  });

async function summaryOf({ store, clock, workers }: OperatorParts, work: OperatorParts['works'][number]): Promise<WorkSummary> {
  const now = clock.now();
  const collection = byDue(work.collection);
  const overdue = { index: 'byDue', equals: [], range: { lte: now } } as const;
  const [count, oldest, leased, exhausted] = await Promise.all([
    store.count(collection, overdue),
    store.find(collection, { ...overdue, limit: 1 }),
    findLeased(store, work, now),
    work.exhausted === undefined ? 0 : store.count(work.collection, work.exhausted.where),
  ]);
  const worker = workers().get(collection.name);
  return {
    collection: collection.name,
    overdue: count,
    oldestDueAgeMs: now - (oldest.items[0]?.dueAt ?? now),
    leased: leased.length,
    exhausted,
    failing: (await worker?.failing())?.length ?? 0,
    worker: worker === undefined ? null : pick(worker.health()),
  };
}

const pick = ({ running, lastProgressAgeMs, behindMs }: NonNullable<WorkSummary['worker']>): WorkSummary['worker'] => ({ running, lastProgressAgeMs, behindMs });
