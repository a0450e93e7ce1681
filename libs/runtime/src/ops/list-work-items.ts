import { pageQuery, workPage, workState, type WorkItem } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { byDue, type Collection, type Page } from '@portal-sync/store';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';
import { findLeased } from './find-leased.ts';
import type { OperatorParts } from './operator-parts.ts';
import { workItemOf, type WorkDocument } from './work-items.ts';

type Work = OperatorParts['works'][number];
interface Ask {
  readonly now: number;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The due collection of that name. Rejects with `not-found`, naming those there are. */
export function workNamed({ works, name }: OperatorParts, collection: string): Work {
  const work = works.find((each) => each.collection.name === collection);
  if (work !== undefined) return work;
  throw new AppError('not-found', { detail: `The ${name} has no such work. It has: ${works.map((each) => each.collection.name).join(', ')}.` });
}

export const listWorkItemsRoute = (parts: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'listWorkItems',
    method: 'GET',
    path: '/internal/ops/due-work/{collection}',
    summary: 'What waits for workers in a collection, without its content: overdue, leased, given up after the last try, or failing again and again in this process',
    who: 'operator',
    query: z.strictObject({ ...pageQuery, state: workState.default('overdue') }),
    answers: { 200: workPage },
    async handle({ params, query: { state, limit, cursor } }) {
      const work = workNamed(parts, params['collection'] ?? '');
      const now = parts.clock.now();
      const failing = new Map(((await parts.workers().get(work.collection.name)?.failing()) ?? []).map((each) => [each.key, each]));
      const page = await FINDERS[state](parts, work, { now, limit, cursor }, [...failing.keys()]);
      const shown = (doc: WorkDocument): WorkItem => {
        const key = work.collection.key(doc);
        return workItemOf(work.collection.name, key, doc, { now, failing: failing.get(key) });
      };
      return { status: 200, body: { ...page, items: page.items.map(shown) } };
    },
  });

type Find = (parts: OperatorParts, work: Work, ask: Ask, failing: readonly string[]) => Promise<Page<WorkDocument>>;

const FINDERS: Readonly<Record<z.output<typeof workState>, Find>> = {
  overdue: ({ store }, { collection }, { now, limit, cursor }) => store.find(byDue(collection), { index: 'byDue', equals: [], range: { lte: now }, limit, cursor }),
  // Leases last a minute: what one page shows is all that is worth reading.
  leased: async ({ store }, work, { now, limit }) => ({ items: await findLeased(store, work, now, limit) }),
  exhausted: async ({ store }, { collection, exhausted }, { limit, cursor }) => (exhausted === undefined ? { items: [] } : store.find(collection, { ...exhausted.where, limit, cursor })),
  failing: async ({ store }, { collection }, { limit, cursor = '' }, keys) => {
    // By key, which stays where it is from page to page, as how often each failed does not.
    const left = keys.filter((key) => key > cursor).toSorted();
    const items = await present(left.slice(0, limit), (key) => store.get(collection as Collection<WorkDocument>, key));
    const last = left[limit - 1];
    return { items, ...(left.length > limit && last !== undefined ? { next: last } : {}) };
  },
};

async function present<T>(keys: readonly string[], get: (key: string) => Promise<T | undefined>): Promise<readonly T[]> {
  const found = await Promise.all(keys.map(get));
  return found.filter((each): each is Awaited<T> & T => each !== undefined);
}
