import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { deadLetters } from '@portal-sync/bus';
import { findWaiting } from './find-waiting.ts';
import type { Doc, OpenedStore } from './house-stores.ts';
import type { Contents, Line } from './record-file.ts';
import { nameOf } from './record-file.ts';
import { createTally, type Totals } from './tally.ts';

const PAGE = 500;

/**
 * A document as it travels. The id of a dead letter says where its message stood; on other engines another message stands there, and would be taken for it. Pure.
 */
export function asItTravels(collection: string, doc: Doc, now: number): Doc {
  if (collection !== deadLetters.name || String(doc['id']).startsWith('moved-')) return doc;
  const { replayUntil: _, ...letter } = doc;
  return { ...letter, id: `moved-${now}/${String(doc['id'])}` };
}

/** Writes all records of all stores, and the messages that somebody may not have handled yet, into one file that only its owner reads. A file that was begun and not ended does not stay. */
export async function exportRecords(stores: readonly OpenedStore[], file: string, now: number): Promise<Contents> {
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600, flags: 'w' });
  const failed = once(out, 'error').then(([error]: unknown[]) => Promise.reject(error as Error));
  failed.catch(() => undefined);
  const write = async (line: Line): Promise<void> => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(out, 'drain'), failed]);
  };
  try {
    const contents = await writeAll(stores, write, now);
    out.end();
    await Promise.race([once(out, 'finish'), failed]);
    renameSync(part, file);
    return contents;
  } catch (error) {
    out.destroy();
    rmSync(part, { force: true });
    throw error;
  }
}

async function writeAll(stores: readonly OpenedStore[], write: (line: Line) => Promise<void>, now: number): Promise<Contents> {
  const totals = new Map<string, Totals>();
  await write({ kind: 'export', version: 1, at: now });
  for (const { service, store, collections } of stores) {
    for (const collection of collections) {
      const tally = createTally();
      let after: string | undefined;
      do {
        const page = await store.scan(collection, { limit: PAGE, after });
        for (const stored of page.items) {
          const doc = asItTravels(collection.name, stored, now);
          tally.add(doc);
          await write({ kind: 'record', service, collection: collection.name, doc });
        }
        after = page.next;
      } while (after !== undefined);
      totals.set(nameOf({ service, collection: collection.name }), tally.totals());
      await write({ kind: 'total', service, collection: collection.name, ...tally.totals() });
    }
  }
  const messages = createTally();
  for (const owner of stores) {
    for await (const { message } of findWaiting(owner, stores)) {
      messages.add(message);
      await write({ kind: 'message', service: owner.service, message });
    }
  }
  const records = [...totals.values()].reduce((sum, { count }) => sum + count, 0);
  const { count, sha256 } = messages.totals();
  await write({ kind: 'end', records, messages: count, sha256 });
  return { totals, records, messages: count };
}
