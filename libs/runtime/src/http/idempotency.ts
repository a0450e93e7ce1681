import { createHash } from 'node:crypto';
import { AppError, createIds, type Clock, type Log, type MakeId, type Timers } from '@portal-sync/kernel';
import { defineCollection, eachFound, type Store } from '@portal-sync/store';
import { z } from 'zod';
import { keepRenewing } from '../keep-renewing.ts';
import type { PlainResponse } from '../route.ts';

const KEPT_MS = 24 * 60 * 60 * 1000;
/** A key whose holder died is free again after this time. It is renewed while the request runs, however long that takes. */
const HELD_MS = 10 * 1000;
const RENEW_MS = 3 * 1000;

/** Answers kept per caller, route and `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header). The key itself is not stored, only its hash. */
export const idempotencyKeys = defineCollection({
  name: 'idempotencyKeys',
  schema: z.object({
    id: z.string(),
    /** Hash of path and body: the same key with another request is a mistake of the caller. */
    requestHash: z.string(),
    state: z.enum(['running', 'done']),
    /** When the first try began: every later try makes the same ids from it. */
    startedAt: z.number(),
    /** Counts the tries: one that lost its key changes nothing. */
    attempt: z.number().int(),
    /** Until when the try holds the key, ms; 0: it failed, and the next may try. */
    heldUntil: z.number(),
    /** A try ended without a word: what it made may stand. */
    died: z.boolean(),
    expiresAt: z.number(),
    answer: z.object({ status: z.number(), headers: z.record(z.string(), z.unknown()), body: z.unknown() }).nullable(),
  }),
  key: (row) => row.id,
  indexes: { byExpiry: { fields: ['expiresAt'] } },
});

type Row = z.infer<typeof idempotencyKeys.schema>;

const hash = (...parts: readonly (string | Uint8Array)[]): Buffer => parts.reduce((digest, part) => digest.update(part).update('\0'), createHash('sha256')).digest();

export interface OnceRequest {
  /** Caller and route. */
  readonly scope: string;
  /** The header's value. */
  readonly key: string;
  readonly url: string;
  readonly body: Uint8Array;
}

export interface OnceDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/**
 * Runs `run` once per key; a repeat gets the kept answer. Fails with `invalid` for another request under the same key
 * and with `conflict` while the first still runs. Nothing is kept of a failure: a repeat tries again.
 * `run` is handed ids that are the same for every try under the key: after a try that died, what it inserted is met
 * as `already-exists` instead of being made twice.
 */
export async function runOnce(deps: OnceDeps, request: OnceRequest, run: (makeId: MakeId) => Promise<PlainResponse>): Promise<PlainResponse> {
  if (!/^[\x21-\x7e]{1,255}$/.test(request.key)) {
    throw new AppError('bad-request', { issues: [{ path: 'headers.idempotency-key', message: 'printable ASCII, at most 255 characters' }] });
  }
  const now = deps.clock.now();
  const wanted: Row = {
    id: hash(request.scope, request.key).toString('base64url'),
    requestHash: hash(request.url, request.body).toString('base64url'),
    state: 'running',
    startedAt: now,
    attempt: 1,
    heldUntil: now + HELD_MS,
    died: false,
    expiresAt: now + KEPT_MS,
    answer: null,
  };
  const { row, mine } = await claim(deps.store, wanted);
  if (!mine) return repeat(row, wanted);
  const letGo = keepHolding(deps, row);
  const settle = async (after: Partial<Row>): Promise<void> => {
    await letGo();
    await deps.store.update(idempotencyKeys, row.id, (stands) => (stands.attempt === row.attempt ? { ...stands, ...after } : undefined));
  };
  try {
    const answer = await run(idsOf(row));
    if (answer.status >= 500) await settle({ heldUntil: 0 });
    else await settle({ state: 'done', answer: { status: answer.status, headers: { ...answer.headers }, body: answer.body ?? null } });
    return answer;
  } catch (error) {
    await settle({ heldUntil: 0 });
    throw row.died ? maybeDone(error) : error;
  }
}

/** Takes the key, or gives the row that holds it. */
const claim = (store: Store, wanted: Row): Promise<{ row: Row; mine: boolean }> =>
  store.transaction(async (tx) => {
    const held = await tx.guard(idempotencyKeys, wanted.id);
    const row = held === undefined ? wanted : takenOver(held, wanted);
    if (row === undefined) return { row: held as Row, mine: false };
    await tx.put(idempotencyKeys, row);
    return { row, mine: true };
  });

/** The row of the next try, or undefined while the key is held or answered. */
function takenOver(held: Row, wanted: Row): Row | undefined {
  const now = wanted.startedAt;
  if (held.expiresAt <= now) return wanted;
  if (held.state === 'done' || held.heldUntil > now) return undefined;
  // A failure leaves nothing to keep, so another request may follow it under the same key.
  if (held.requestHash !== wanted.requestHash) return { ...wanted, attempt: held.attempt + 1 };
  return { ...held, attempt: held.attempt + 1, heldUntil: wanted.heldUntil, died: held.died || held.heldUntil > 0 };
}

/** Holds the key while the request runs. A failure is only logged: the ids keep a second try from doubling. */
const keepHolding = ({ store, clock, timers, log }: OnceDeps, row: Row): (() => Promise<void>) =>
  keepRenewing({
    timers,
    everyMs: RENEW_MS,
    renew: () => store.update(idempotencyKeys, row.id, (stands) => (stands.attempt === row.attempt ? { ...stands, heldUntil: clock.now() + HELD_MS } : undefined)),
    failed: (error) => log.warn({ error }, 'an idempotency key could not be held on to'),
  });

/** Ids made of the key and of when its first try began: the same in the same order for every try. */
function idsOf({ id, startedAt }: Row): MakeId {
  const seed = hash(id, String(startedAt));
  return createIds({ now: () => startedAt }, { bytes: (count) => seed.subarray(0, count), unit: () => 0 });
}

function maybeDone(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'already-exists') return error;
  const { issues, extra } = error;
  return new AppError('already-exists', { detail: 'An earlier request with this key was cut off and may have been done. Look before asking again.', issues, extra, cause: error });
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
  let gone = 0;
  for await (const { id } of eachFound(store, idempotencyKeys, { index: 'byExpiry', equals: [], range: { lte: now } })) gone += Number(await store.remove(idempotencyKeys, id));
  return gone;
}
