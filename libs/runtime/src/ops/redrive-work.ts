import { redriven } from '@portal-sync/contracts';
import { markDue } from '@portal-sync/store';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';
import { workNamed } from './list-work-items.ts';
import type { OperatorParts } from './operator-parts.ts';
import { isLeased, workItemOf } from './work-items.ts';

/** Makes a document due now, whatever it waited for. Under a lease it waits for the holder and is looked at again when that one ends. Twice is once. */
export const redriveWorkRoute = (parts: OperatorParts): Route<unknown> =>
  defineRoute({
    id: 'redriveWork',
    method: 'POST',
    path: '/internal/ops/due-work/{collection}/{key}/redrive',
    summary: 'Makes work due now',
    who: 'operator',
    params: z.object({ collection: z.string(), key: z.string().min(1).max(500) }),
    answers: { 200: redriven },
    async handle({ params: { collection: name, key } }) {
      const { store, clock, log } = parts;
      const { collection } = workNamed(parts, name);
      const now = clock.now();
      const doc = await store.update(collection, key, (standing) => markDue(standing, now, now));
      log.warn({ collection: name, key }, 'an operator made work due');
      return { status: 200, body: { outcome: isLeased(doc, now) ? 'waits' : 'due', item: workItemOf(name, key, doc, { now }) } };
    },
  });
