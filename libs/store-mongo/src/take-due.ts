import type { Random } from '@portal-sync/kernel';
import type { Collection, DueFields } from '@portal-sync/store';
import { claimDue } from '@portal-sync/store';
import type { Documents } from './documents.ts';
import { replaceChange } from './documents.ts';
import { asSeen, newId, type Row } from './stored-document.ts';

/** How often to look again when others were quicker. */
const LOOKS = 4;
/** Among how many times the wanted number those who met others look. */
const SPREAD = 8;
const WINDOW = 500;

export interface Ask {
  readonly now: number;
  readonly limit: number;
  readonly leaseMs: number;
  readonly holder?: string | undefined;
}

/**
 * Claims due documents, each by compare-and-swap. The first look takes the oldest; whoever meets other workers there looks again and picks
 * at random further on, so that many workers do not all reach for the same ones.
 */
export async function takeDue<T extends DueFields & object>(documents: Documents, random: Random, collection: Collection<T>, ask: Ask): Promise<readonly T[]> {
  const taken: T[] = [];
  for (let look = 0; look < LOOKS && taken.length < ask.limit; look++) {
    const wanted = ask.limit - taken.length;
    const window = look === 0 ? wanted : Math.min(WINDOW, wanted * SPREAD);
    const due = await documents.due(collection, ask.now, window);
    const chosen = look === 0 ? due : pick(due, wanted, random);
    if (chosen.length === 0) break;
    const got = await claim<T>(documents, collection, chosen, ask);
    taken.push(...got);
    if (got.length === chosen.length && due.length < window) break;
  }
  return taken;
}

async function claim<T extends DueFields & object>(documents: Documents, collection: Collection<T>, chosen: readonly Row[], ask: Ask): Promise<readonly T[]> {
  const stored = documents.stored(collection);
  const taker = newId();
  const claims = chosen.map((row) => ({ row, text: JSON.stringify(claimDue(JSON.parse(row.text) as T, ask.now, ask.leaseMs, ask.holder)) }));
  const operations = claims.map(({ row, text }) => {
    const { $set, $inc } = replaceChange(text);
    return { updateOne: { filter: asSeen(row), update: { $set: { ...$set, taker }, $inc } } };
  });
  const { matchedCount } = await stored.bulkWrite(operations, { ordered: false });
  const ours = matchedCount === claims.length ? undefined : await stored.find({ _id: { $in: chosen.map((row) => row.key) }, taker }, { projection: { _id: 1 } }).toArray();
  const keys = new Set(ours?.map((each) => each._id));
  return claims.filter(({ row }) => ours === undefined || keys.has(row.key)).map(({ text }) => JSON.parse(text) as T);
}

/** `count` of them at random, the older ones first. */
function pick(rows: readonly Row[], count: number, random: Random): readonly Row[] {
  const left = [...rows.keys()];
  while (left.length > count) left.splice(Math.floor(random.unit() * left.length), 1);
  return left.flatMap((at) => rows[at] ?? []);
}
