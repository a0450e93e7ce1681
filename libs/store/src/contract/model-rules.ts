import { AppError } from '@portal-sync/kernel';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import type { Store, Writes, Reads } from '../store.ts';
import { readOutbox } from './read-outbox.ts';
import { message, note, notes } from './sample-collections.ts';
import type { Note } from './sample-collections.ts';
import type { ContractBench } from './store-engine.ts';

/** One write, as data. */
type Step =
  | { kind: 'insert' | 'put'; key: number; rank: Note['rank']; slug: string | null }
  | { kind: 'update'; key: number; rank: Note['rank']; slug: string | null }
  | { kind: 'remove'; key: number };

/** A write of its own, or several in a transaction which may be thrown away at the end. */
type Round = { steps: readonly Step[]; together: boolean; fail: boolean };

const rank = fc.oneof(fc.constant(null), fc.integer({ min: -2, max: 3 }), fc.constantFrom('', 'é', 'z', '😀'), fc.double({ min: 0, max: 1, noNaN: true }));
const slug = fc.constantFrom(null, null, 's', 't');
const key = fc.integer({ min: 0, max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('insert' as const, 'put' as const, 'update' as const), key, rank, slug }),
  fc.record({ kind: fc.constant('remove' as const), key }),
);
const round: fc.Arbitrary<Round> = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 5 }), together: fc.boolean(), fail: fc.boolean() });

/** Says the code of a failure, or what came back. */
const outcome = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => value ?? 'done',
    (error: unknown) => (error instanceof AppError ? error.code : 'failed'),
  );

function play(target: Writes, agencyId: string, each: Step): Promise<unknown> {
  const id = `${agencyId}/${each.key}`;
  if (each.kind === 'remove') return target.remove(notes, id);
  if (each.kind === 'update') return target.update(notes, id, (doc) => ({ ...doc, rank: each.rank, slug: each.slug }));
  return target[each.kind](notes, note(id, { agencyId, rank: each.rank, slug: each.slug }));
}

/** The same on a plain map; throws the code of the failure. */
function playOnModel(model: Map<string, Note>, agencyId: string, each: Step, checkSlug: boolean): unknown {
  const id = `${agencyId}/${each.key}`;
  const known = model.get(id);
  if (each.kind === 'remove') return model.delete(id);
  if (each.kind === 'insert' && known !== undefined) return 'already-exists';
  if (each.kind === 'update' && known === undefined) return 'not-found';
  const next = each.kind === 'update' && known !== undefined ? { ...known, rank: each.rank, slug: each.slug } : note(id, { agencyId, rank: each.rank, slug: each.slug });
  if (checkSlug && slugTaken(model, next)) return 'already-exists';
  model.set(id, next);
  return each.kind === 'update' ? next : 'done';
}

const slugTaken = (model: Map<string, Note>, doc: Note): boolean =>
  doc.slug !== null && [...model.values()].some((other) => other.id !== doc.id && other.slug === doc.slug);

const anySlugTwice = (model: Map<string, Note>): boolean => [...model.values()].some((doc) => slugTaken(model, doc));

/** Order of an index: null, numbers, text by code point, then the key. */
function compare(a: Note, b: Note): number {
  const kind = (value: Note['rank']) => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  if (kind(a.rank) !== kind(b.rank)) return kind(a.rank) - kind(b.rank);
  const text = (x: string, y: string) => Buffer.compare(Buffer.from(x), Buffer.from(y));
  if (typeof a.rank === 'number' && typeof b.rank === 'number' && a.rank !== b.rank) return a.rank - b.rank;
  if (typeof a.rank === 'string' && typeof b.rank === 'string' && a.rank !== b.rank) return text(a.rank, b.rank);
  return text(a.id, b.id);
}

async function listed(reads: Reads, agencyId: string, limit: number, order: 'asc' | 'desc'): Promise<readonly Note[]> {
  const all: Note[] = [];
  let cursor: string | undefined;
  do {
    const page = await reads.find(notes, { index: 'byRank', equals: [agencyId], limit, order, cursor });
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return all;
}

async function expectSame(store: Store, model: Map<string, Note>, agencyId: string): Promise<void> {
  const sorted = [...model.values()].sort(compare);
  expect(await listed(store, agencyId, 2, 'asc')).toEqual(sorted);
  expect(await listed(store, agencyId, 3, 'desc')).toEqual(sorted.toReversed());
  expect(await store.count(notes, { index: 'byRank', equals: [agencyId] })).toBe(sorted.length);
  const slugs = (await store.find(notes, { index: 'bySlug', equals: [agencyId] })).items.map((doc) => doc.slug);
  expect(slugs).toEqual(sorted.flatMap((doc) => doc.slug ?? []).sort());
}

/** A transaction on the model: returns the model afterwards, and what each step said. */
function together(model: Map<string, Note>, agencyId: string, steps: readonly Step[]): { said: unknown[]; after: Map<string, Note> } {
  const after = new Map(model);
  return { said: steps.map((each) => playOnModel(after, agencyId, each, false)), after };
}

/** True when slugs change hands between documents that stay, which no engine has to manage inside one transaction. */
const handsOver = (before: Map<string, Note>, after: Map<string, Note>): boolean =>
  [...after.values()].some((doc) => doc.slug !== null && [...before.values()].some((old) => old.slug === doc.slug && old.id !== doc.id && after.has(old.id)));

async function playRound(store: Store, model: Map<string, Note>, agencyId: string, { steps, together: atOnce, fail }: Round): Promise<Map<string, Note>> {
  if (!atOnce) {
    for (const each of steps) expect(await outcome(play(store, agencyId, each))).toEqual(playOnModel(model, agencyId, each, true));
    return model;
  }
  const { said, after } = together(model, agencyId, steps);
  if (handsOver(model, after)) return model;
  const heard: unknown[] = [];
  const committed = store.transaction(async (tx) => {
    heard.length = 0;
    for (const each of steps) heard.push(await outcome(play(tx, agencyId, each)));
    for (const [id, doc] of after) expect(await tx.get(notes, id)).toEqual(doc);
    tx.send(message(agencyId, 'sent'));
    if (fail) throw new Error('thrown away');
  });
  const refused = anySlugTwice(after);
  expect(await outcome(committed)).toBe(fail ? 'failed' : refused ? 'already-exists' : 'done');
  expect(heard).toEqual(said);
  return fail || refused ? model : after;
}

/** The store against a plain map, under random operations. */
export function modelRules({ open, rule }: ContractBench): void {
  describe('model', () => {
    rule('whatever is done in whatever order, the store answers like a map', async () => {
      const { store } = await open();
      let world = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(round, { maxLength: 12 }), async (rounds) => {
          const agencyId = `w${++world}`;
          let model = new Map<string, Note>();
          for (const each of rounds) model = await playRound(store, model, agencyId, each);
          await expectSame(store, model, agencyId);
        }),
        { numRuns: 60 },
      );
    });

    rule('however transfers meet, the sum stays, and every one that committed sent its message', async () => {
      const { store } = await open();
      let world = 0;
      const transfer = fc.record({ from: key, to: key, guard: key, pauses: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }) });
      const pause = async (turns = 0) => {
        for (let i = 0; i < turns; i++) await Promise.resolve();
      };
      await fc.assert(
        fc.asyncProperty(fc.array(transfer, { maxLength: 15 }), async (transfers) => {
          const agencyId = `t${++world}`;
          const account = (k: number) => `${agencyId}/${k}`;
          for (let k = 0; k <= 5; k++) await store.insert(notes, note(account(k), { agencyId, rank: 10 }));
          const run = ({ from, to, guard, pauses }: (typeof transfers)[number]) =>
            store.transaction(async (tx) => {
              await tx.guard(notes, account(guard));
              await pause(pauses[0]);
              await tx.update(notes, account(from), (doc) => ({ ...doc, rank: Number(doc.rank) - 1 }));
              await pause(pauses[1]);
              await tx.update(notes, account(to), (doc) => ({ ...doc, rank: Number(doc.rank) + 1 }));
              await pause(pauses[2]);
              tx.send(message(agencyId, 'moved'));
            });
          await Promise.all(transfers.map(run));
          const after = await listed(store, agencyId, 100, 'asc');
          expect(after.reduce((sum, doc) => sum + Number(doc.rank), 0)).toBe(60);
          const sent = (await readOutbox(store)).filter((placed) => placed.message.partitionkey === agencyId);
          expect(sent).toHaveLength(transfers.length);
        }),
        { numRuns: 30 },
      );
    });
  });
}
