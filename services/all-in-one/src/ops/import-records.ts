import { importMarks, StartError } from '@portal-sync/runtime';
import type { Collection, Store } from '@portal-sync/store';
import type { Doc, OpenedStore } from './house-stores.ts';
import { checkFile, nameOf, readLines, type Contents, type Line } from './record-file.ts';
import { createTally, type Totals } from './tally.ts';

const BATCH = 500;

/**
 * Brings an export into empty stores. The file is checked as a whole before anything is written, and what stands in the stores is compared with it afterwards.
 * Until that is done every store carries a mark, with which no service starts and a later import begins anew. Fails with a `StartError`.
 */
export async function importRecords(stores: readonly OpenedStore[], file: string, now: number): Promise<Contents> {
  const contents = await checkFile(file);
  refuseUnknown(stores, contents, file);
  await makeRoom(stores);
  for (const { store } of stores) await store.put(importMarks, { id: 'import', startedAt: now });
  await writeAll(stores, file);
  await compare(stores, contents);
  for (const { store } of stores) await store.remove(importMarks, 'import');
  return contents;
}

function refuseUnknown(stores: readonly OpenedStore[], { totals }: Contents, file: string): void {
  const known = new Set(stores.flatMap(({ service, collections }) => collections.map(({ name }) => nameOf({ service, collection: name }))));
  const unknown = [...totals.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) throw new StartError(`${file} holds ${unknown.join(', ')}, which this version does not know. Import with the version that exported, then upgrade.`);
}

/** Empties stores that hold a part of an import; refuses those that hold anything else. */
async function makeRoom(stores: readonly OpenedStore[]): Promise<void> {
  const marks = await Promise.all(stores.map(({ store }) => store.get(importMarks, 'import')));
  const begun = marks.some((mark) => mark !== undefined);
  for (const { service, store, collections } of stores) {
    for (const collection of collections) {
      for (let page = await store.scan(collection, { limit: BATCH }); page.items.length > 0; page = await store.scan(collection, { limit: BATCH })) {
        if (!begun) throw new StartError(`The ${service} already has ${collection.name}: records are brought into empty engines only. Nothing was changed.`);
        await store.transaction(async (tx) => {
          for (const doc of page.items) await tx.remove(collection, collection.key(doc));
        });
      }
    }
  }
}

async function writeAll(stores: readonly OpenedStore[], file: string): Promise<void> {
  const byService = new Map(stores.map((opened) => [opened.service as string, opened]));
  let batch: Extract<Line, { kind: 'record' | 'message' }>[] = [];
  const flush = async (): Promise<void> => {
    const opened = byService.get(batch[0]?.service ?? '');
    if (opened !== undefined) await writeBatch(opened, batch);
    batch = [];
  };
  for await (const line of readLines(file)) {
    if (line.kind !== 'record' && line.kind !== 'message') continue;
    if (batch.length === BATCH || (batch[0] !== undefined && batch[0].service !== line.service)) await flush();
    batch.push(line);
  }
  await flush();
}

async function writeBatch({ store, collections }: OpenedStore, lines: readonly Extract<Line, { kind: 'record' | 'message' }>[]): Promise<void> {
  const byName = new Map(collections.map((collection) => [collection.name, collection]));
  await store.transaction(async (tx) => {
    for (const line of lines) {
      if (line.kind === 'message') tx.send(line.message);
      else await tx.insert(byName.get(line.collection) as Collection<Doc>, line.doc);
    }
  });
}

async function compare(stores: readonly OpenedStore[], { totals }: Contents): Promise<void> {
  const wrong: string[] = [];
  for (const { service, store, collections } of stores) {
    for (const collection of collections) {
      const name = nameOf({ service, collection: collection.name });
      const [stands, wanted] = [await totalsOf(store, collection), totals.get(name)];
      if (stands.count !== (wanted?.count ?? 0) || (wanted !== undefined && stands.sha256 !== wanted.sha256)) wrong.push(name);
    }
  }
  if (wrong.length > 0) throw new StartError(`What stands in ${wrong.join(', ')} is not what was exported. Nothing starts on it; import again, with the version that exported.`);
}

export async function totalsOf(store: Store, collection: Collection<Doc>): Promise<Totals> {
  const tally = createTally();
  let after: string | undefined;
  do {
    const page = await store.scan(collection, { limit: BATCH, after });
    for (const doc of page.items) tally.add(doc);
    after = page.next;
  } while (after !== undefined);
  return tally.totals();
}
