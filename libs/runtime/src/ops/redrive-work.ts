import { redriven } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { markDue } from '@portal-sync/store';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';
import { workNamed } from './list-work-items.ts';
import type { OperatorParts } from './operator-parts.ts';
import { isLeased, workItemOf } from './work-items.ts';

/** Makes a document due now, whatever it waited for; what was given up has all its tries before it again. Under a lease it waits for the holder and is looked at again when that one ends. Twice is once. */
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
      const { collection, exhausted } = workNamed(parts, name);
      const now = clock.now();
      const doc = await store.transaction(async (tx) => {
        const standing = await tx.get(collection, key);
        if (standing === undefined) throw new AppError('not-found');
        const due = (await exhausted?.revive(tx, standing, now)) ?? markDue(standing, now, now);
        await tx.put(collection, due);
        return due;
      });
      log.warn({ collection: name, key }, 'an operator made work due');
      return { status: 200, body: { outcome: isLeased(doc, now) ? 'waits' : 'due', item: workItemOf(name, key, doc, { now }) } };
    },
  });
