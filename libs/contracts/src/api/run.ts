import { z } from 'zod';
import { id, instant, pageQuery } from './shapes.ts';

export const runKind = z.enum(['push-existing', 'push', 'pull', 'retry', 'disconnect', 'full-read']);
export const runState = z.enum(['running', 'done', 'partial', 'failed', 'stopped']);
const counts = {
  processed: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  cancelled: z.number().int(),
  linked: z.number().int(),
  unchanged: z.number().int(),
  conflicts: z.number().int(),
  errors: z.number().int(),
};
export const runCounts = z.object(counts);
export type RunCounts = z.infer<typeof runCounts>;

export const run = z.object({
  id,
  connectionId: id,
  userId: id,
  kind: runKind,
  direction: z.enum(['to-google', 'from-google', 'both']),
  state: runState,
  startedAt: instant,
  finishedAt: instant.nullable(),
  ...counts,
  /** How many there are to process where that is known: the bar of a push. */
  total: z.number().int().nullable(),
  tokenRefreshed: z.boolean(),
  /** Why it failed as a whole; null otherwise. */
  problem: z.string().nullable(),
  retryOf: id.nullable(),
});
export type Run = z.infer<typeof run>;

export const runAct = z.enum(['created', 'updated', 'cancelled', 'linked', 'unchanged', 'conflict', 'failed', 'skipped']);
export const runRecord = z.object({
  id,
  runId: id,
  side: z.enum(['google', 'platform']),
  act: runAct,
  appointmentId: id.nullable(),
  /** What it is about, as the caller may see it; null when hidden. */
  title: z.string().nullable(),
  /** A key the portal has a sentence for, and the technical reason for support. */
  why: z.string(),
  detail: z.string().nullable(),
  before: z.record(z.string(), z.unknown()),
  after: z.record(z.string(), z.unknown()),
  at: instant,
});
export type RunRecord = z.infer<typeof runRecord>;

export const runQuery = z.strictObject({ ...pageQuery, connectionId: id.optional(), state: runState.optional() });
export const recordQuery = z.strictObject({ ...pageQuery, act: runAct.optional() });

export const pushPreviewQuery = z.strictObject({ connectionId: id, which: z.enum(['future', 'all']).default('future') });
/** What pushing existing data would do; nothing has happened yet. `mails` is always 0. */
export const pushPreview = z.object({
  connectionId: id,
  creates: z.number().int(),
  /** Google events that look the same and would be linked instead of doubled. */
  links: z.number().int(),
  alreadyLinked: z.number().int(),
  mails: z.literal(0),
});
export type PushPreview = z.infer<typeof pushPreview>;
export const newPush = z.strictObject({ connectionId: id, which: z.enum(['future', 'all']).default('future') });

export const conflict = z.object({
  id,
  appointmentId: id,
  connectionId: id,
  field: z.string(),
  base: z.unknown(),
  ours: z.unknown(),
  theirs: z.unknown(),
  policy: z.string(),
  winner: z.enum(['platform', 'google']).nullable(),
  foundAt: instant,
  settledAt: instant.nullable(),
});
export type Conflict = z.infer<typeof conflict>;
