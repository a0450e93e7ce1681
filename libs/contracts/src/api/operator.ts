import { z } from 'zod';
import { pageOf } from './shapes.ts';

/** Shapes of the routes for whoever runs the product (`/internal/ops/*` of every service, never exposed). They show ids and counts, no content. */

export const deadLetterState = z.enum(['dead', 'replayed', 'dropped']);

export const deadLetterRow = z.object({
  /** group/owner/partition/position */
  id: z.string(),
  type: z.string(),
  messageId: z.string(),
  agencyId: z.string(),
  /** Which service wrote the message. */
  owner: z.string(),
  reason: z.string(),
  attempts: z.number().int(),
  /** When it died, ms. */
  at: z.number().int(),
  state: deadLetterState,
});
export type DeadLetterRow = z.infer<typeof deadLetterRow>;
export const deadLetterPage = pageOf(deadLetterRow);

export const deadLetterDetails = deadLetterRow.extend({
  partition: z.number().int(),
  position: z.number().int(),
  /** Order is kept among messages of this key. */
  key: z.string(),
  /** RFC 3339 */
  sentAt: z.string(),
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
  /** The payload with everything that is no id, number or word of a table left out. */
  data: z.unknown(),
});
export type DeadLetterDetails = z.infer<typeof deadLetterDetails>;

/** One collection of documents that wait for workers. Times in ms. */
export const workSummary = z.object({
  collection: z.string(),
  overdue: z.number().int(),
  /** Age of the oldest overdue document; 0: none is overdue. */
  oldestDueAgeMs: z.number().int(),
  leased: z.number().int(),
  /** Given up after the last try. */
  exhausted: z.number().int(),
  /** What failed again and again in the process that answers. */
  failing: z.number().int(),
  /** The worker of the process that answers; null: it does not work on this collection. */
  worker: z.object({ running: z.number().int(), lastProgressAgeMs: z.number().int(), behindMs: z.number().int() }).nullable(),
});
export type WorkSummary = z.infer<typeof workSummary>;
export const workSummaries = z.object({ items: z.array(workSummary) });

export const workState = z.enum(['overdue', 'leased', 'failing', 'exhausted']);
export type WorkState = z.infer<typeof workState>;

export const workItem = z.object({
  collection: z.string(),
  key: z.string(),
  dueAt: z.number().nullable(),
  leasedUntil: z.number().nullable(),
  /** The process that holds the lease; null: nobody, or it did not say. */
  holder: z.string().nullable(),
  /** How often it was claimed. */
  claim: z.number().int(),
  /** Failures in a row in the process that answers; 0: none that it knows of. */
  failures: z.number().int(),
  /** Why it failed last; null: not known here. */
  reason: z.string().nullable(),
});
export type WorkItem = z.infer<typeof workItem>;
export const workPage = pageOf(workItem);

/** What a re-drive did: `due` now, or `waits` for the worker that holds it, and is looked at again when that one ends. */
export const redriven = z.object({ outcome: z.enum(['due', 'waits']), item: workItem });

/** How far a service is behind. Ages in ms. */
export const lagReport = z.object({
  service: z.string(),
  bus: z.object({ state: z.enum(['ok', 'behind', 'away', 'stuck', 'closed']), lastProgressAgeMs: z.number().int(), reason: z.string().optional() }),
  /** Messages not yet handled, per group: of all its processes, or (where that could not be read) of the one that answers. `places` says where they wait, as far as the bus knows. */
  consumers: z.array(
    z.object({
      group: z.string(),
      of: z.enum(['group', 'process']),
      lag: z.number().int(),
      places: z.array(z.object({ source: z.string(), partition: z.number().int(), lag: z.number().int() })),
    }),
  ),
  outbox: z.object({
    /** `relay`: messages are brought to the bus. `readers`: the bus reads them where they stand, so none wait here. */
    carriedBy: z.enum(['relay', 'readers']),
    waiting: z.number().int(),
    /** Age of the oldest that waits; 0: none does. */
    oldestAgeMs: z.number().int(),
    partitions: z.array(z.object({ partition: z.number().int(), waiting: z.number().int() })),
  }),
  /** Who holds a lease now: relays and workers on documents; at most 100. */
  leases: z.array(z.object({
    /** A collection, or `relay`. */
    what: z.string(),
    key: z.string(),
    /** The process that holds it; null: it did not say. */
    holder: z.string().nullable(),
    claim: z.number().int(),
    /** When it ends, ms. */
    until: z.number(),
  })),
});
export type LagReport = z.infer<typeof lagReport>;
