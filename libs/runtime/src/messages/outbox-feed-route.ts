import type { CloudEvent } from '@portal-sync/kernel';
import { PARTITIONS } from '@portal-sync/kernel';
import type { Store } from '@portal-sync/store';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';

/** One page of an owner's outbox, as it travels between our services. */
export const outboxPage = z.object({
  owner: z.string(),
  items: z.array(z.object({ partition: z.number().int(), position: z.number().int(), message: z.custom<CloudEvent>((value) => typeof value === 'object' && value !== null) })),
  /** The last position of every partition; index = partition. */
  heads: z.array(z.number().int()),
});

const count = z.coerce.number().int();

/** The owner's outbox, for services that catch up. Never exposed by the gateway. */
export const outboxFeedRoute = (store: Store): Route<unknown> =>
  defineRoute({
    id: 'readOutbox',
    method: 'GET',
    path: '/internal/outbox',
    summary: 'Messages of one partition after a position',
    who: 'service',
    query: z.strictObject({
      partition: count.min(0).max(PARTITIONS - 1),
      after: count.min(0).default(0),
      limit: count.min(1).max(1000).default(500),
    }),
    answers: { 200: outboxPage },
    async handle({ query }) {
      const placed = await store.outbox.readFrom(query.partition, query.after, query.limit);
      const items = placed.map(({ partition, position, message }) => ({ partition, position, message }));
      return { status: 200, body: { owner: store.outbox.owner, items, heads: await store.outbox.heads() } };
    },
  });
