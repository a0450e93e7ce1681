import { createHash } from 'node:crypto';
import { AppError, type Clock } from '@portal-sync/kernel';
import { defineCollection, type Store } from '@portal-sync/store';
import { z } from 'zod';
import type { PlainResponse } from '../route.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;
/** A key whose holder died is free again after this time. */
const HELD_MS = 60 * 1000;

/** Answers kept per caller, route and `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). The key itself is not stored, only its hash. */
export const idempotencyKeys = defineCollection({
  name: 'idempotencyKeys',
  schema: z.object({
    id: z.string(),
    /** Hash of path and body: the same key with another request is a mistake of the caller. */
    requestHash: z.string(),
    state: z.enum(['running', 'done']),
    startedAt: z.number(),
    expiresAt: z.number(),
    answer: z.object({ status: z.number(), headers: z.record(z.string(), z.unknown()), body: z.unknown() }).nullable(),
  }),
  key: (row) => row.id,
  indexes: { byExpiry: { fields: ['expiresAt'] } },
});

type Row = z.infer<typeof idempotencyKeys.schema>;

const hash = (...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((digest, part) => digest.update(part).update('\0'), createHash('sha256')).digest('base64url');

export interface OnceRequest {
  /** Caller and route. */
  readonly scope: string;
  /** The header's value. */
  readonly key: string;
  readonly url: string;
  readonly body: Uint8Array;
}

/**
 * Runs `run` once per key; a repeat gets the kept answer. Fails with `invalid` for another request under the same key
 * and with `conflict` while the first still runs. Nothing is kept of a failure: a repeat tries again.
 */
export async function runOnce(
  deps: { store: Store; clock: Clock },
  request: OnceRequest,
  run: () => Promise<PlainResponse>,
): Promise<PlainResponse> {
  if (!/^[\x21-\x7e]{1,255}$/.test(request.key)) {
    throw new AppError('bad-request', { issues: [{ path: 'headers.idempotency-key', message: 'printable ASCII, at most 255 characters' }] });
  }
  const now = deps.clock.now();
  const row: Row = {
    id: hash(request.scope, request.key),
    requestHash: hash(request.url, request.body),
    state: 'running',
    startedAt: now,
    expiresAt: now + KEPT_MS,
    answer: null,
  };
  const earlier = await claim(deps.store, row);
  if (earlier !== undefined) return repeat(earlier, row);
  try {
    const answer = await run();
    if (answer.status >= 500) await deps.store.remove(idempotencyKeys, row.id);
    else await keep(deps.store, row, answer);
    return answer;
  } catch (error) {
    await deps.store.remove(idempotencyKeys, row.id);
    throw error;
  }
}

/** Takes the key, or returns the row that holds it. */
const claim = (store: Store, row: Row): Promise<Row | undefined> =>
  store.transaction(async (tx) => {
    const held = await tx.guard(idempotencyKeys, row.id);
    const over = held !== undefined && (held.expiresAt <= row.startedAt || (held.state === 'running' && held.startedAt + HELD_MS <= row.startedAt));
    if (held !== undefined && !over) return held;
    await tx.put(idempotencyKeys, row);
    return undefined;
  });

async function keep(store: Store, row: Row, answer: PlainResponse): Promise<void> {
  await store.put(idempotencyKeys, {
    ...row,
    state: 'done',
    answer: { status: answer.status, headers: { ...answer.headers }, body: answer.body ?? null },
  });
}

function repeat(held: Row, row: Row): PlainResponse {
  if (held.requestHash !== row.requestHash) {
    throw new AppError('invalid', { issues: [{ path: 'headers.idempotency-key', message: 'was used for another request' }] });
  }
  if (held.answer === null) throw new AppError('conflict', { detail: 'The first request with this key is still running.' });
  return {
    status: held.answer.status,
    headers: held.answer.headers as Record<string, string>,
    ...(held.answer.body === null ? {} : { body: held.answer.body }),
  };
}

/** Removes keys older than a day; how many. */
export async function pruneIdempotencyKeys(store: Store, now: number): Promise<number> {
  const old = await store.find(idempotencyKeys, { index: 'byExpiry', equals: [], range: { lte: now }, limit: 1000 });
  for (const row of old.items) await store.remove(idempotencyKeys, row.id);
  return old.items.length;
}
