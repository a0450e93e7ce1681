import type { CloudEvent } from '@portal-sync/kernel';
import { defineCollection, type Store } from '@portal-sync/store';
import { z } from 'zod';
import type { Contest } from './side-by-side.ts';

/** A record of about 1 kB with two indexes, as most of the product's are. */
export const records = defineCollection({
  name: 'records',
  schema: z.object({ id: z.string(), agencyId: z.string(), at: z.number(), title: z.string(), notes: z.string(), state: z.object({ kind: z.string(), count: z.number() }) }),
  key: (record) => record.id,
  indexes: { byTime: { fields: ['agencyId', 'at'] }, byKind: { fields: ['agencyId', 'state.kind'] } },
});

export type BenchRecord = z.infer<typeof records.schema>;

export const record = (id: string, at: number): BenchRecord => ({ id, agencyId: 'agency', at, title: `Record ${id}`, notes: 'n'.repeat(850), state: { kind: 'open', count: at } });

export const news = (id: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: '/bench',
  type: 'record.changed',
  time: '2026-01-05T09:00:00Z',
  datacontenttype: 'application/json',
  dataversion: 1,
  partitionkey: id,
  agency: 'agency',
  data: { id },
});

/** Records that stand before anything is measured. */
export const STANDING = 500;

/** What is done by the driver's own means, with the same meaning and the same durability. */
export interface RawJobs {
  insert(record: BenchRecord): Promise<unknown>;
  /** Read, change, write back unless somebody else wrote meanwhile. */
  update(id: string): Promise<unknown>;
  /** One record read and written, one inserted, one message kept: all or nothing. */
  transaction(id: string, record: BenchRecord): Promise<unknown>;
  get(id: string): Promise<unknown>;
  /** A hundred records along an index. */
  page(from: number): Promise<unknown>;
}

const standing = (at: number): string => `standing-${at % STANDING}`;

/** The port's operations beside the driver's. */
export const contests = (store: Store, raw: RawJobs): readonly Contest[] => [
  { job: 'insert', port: (round, at) => store.insert(records, record(`${round}-${at}`, at)), raw: (round, at) => raw.insert(record(`${round}-${at}`, at)) },
  {
    job: 'read, change, write',
    port: (_round, at) => store.update(records, standing(at), (doc) => ({ ...doc, state: { ...doc.state, count: doc.state.count + 1 } })),
    raw: (_round, at) => raw.update(standing(at)),
  },
  {
    job: 'transaction of 3 writes',
    port: (round, at) =>
      store.transaction(async (tx) => {
        await tx.update(records, standing(at), (doc) => ({ ...doc, state: { ...doc.state, count: doc.state.count + 1 } }));
        await tx.put(records, record(`t-${round}-${at}`, at));
        tx.send(news(`${round}-${at}`));
      }),
    raw: (round, at) => raw.transaction(standing(at), record(`t-${round}-${at}`, at)),
  },
  { job: 'get by key', port: (_round, at) => store.get(records, standing(at)), raw: (_round, at) => raw.get(standing(at)) },
  {
    job: 'page of 100 along an index',
    port: (_round, at) => store.find(records, { index: 'byTime', equals: ['agency'], range: { gte: at % 300 }, limit: 100 }),
    raw: (_round, at) => raw.page(at % 300),
  },
];
