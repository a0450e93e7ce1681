import { MongoClient } from 'mongodb';
import { news, type BenchRecord, type RawJobs } from './store-jobs.ts';

interface Row {
  readonly _id: string;
  readonly version: number;
  readonly doc: BenchRecord;
}

/** The driver by itself on a database of its own, with the same indexes, read and write concerns as the port's. */
export async function openRawMongo(url: string, standing: readonly BenchRecord[]): Promise<{ jobs: RawJobs; close(): Promise<void> }> {
  const client = await MongoClient.connect(url, { writeConcern: { w: 'majority' }, readConcern: { level: 'majority' } });
  const db = client.db('bench_raw');
  await db.dropDatabase();
  const rows = db.collection<Row>('records');
  const outbox = db.collection<{ _id: string; partition: number; message: object }>('outbox');
  for (const path of ['doc.at', 'doc.state.kind']) await rows.createIndex({ 'doc.agencyId': 1, [path]: 1, '_id': 1 });
  await outbox.createIndex({ partition: 1, _id: 1 });
  const rowOf = (doc: BenchRecord): Row => ({ _id: doc.id, version: 1, doc });
  const counted = ({ doc }: Row): BenchRecord => ({ ...doc, state: { ...doc.state, count: doc.state.count + 1 } });
  await rows.insertMany(standing.map(rowOf));
  const jobs: RawJobs = {
    insert: (record) => rows.insertOne(rowOf(record)),
    async update(id) {
      for (;;) {
        const row = await rows.findOne({ _id: id });
        if (row === null) throw new Error(`${id} is gone`);
        const { matchedCount } = await rows.updateOne({ _id: id, version: row.version }, { $set: { doc: counted(row) }, $inc: { version: 1 } });
        if (matchedCount === 1) return;
      }
    },
    transaction: (id, record) =>
      client.withSession((session) =>
        session.withTransaction(
          async () => {
            const row = await rows.findOne({ _id: id }, { session });
            if (row === null) throw new Error(`${id} is gone`);
            await rows.updateOne({ _id: id, version: row.version }, { $set: { doc: counted(row) }, $inc: { version: 1 } }, { session });
            await rows.insertOne(rowOf(record), { session });
            await outbox.insertOne({ _id: record.id, partition: 1, message: news(record.id) }, { session });
          },
          { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } },
        ),
      ),
    get: (id) => rows.findOne({ _id: id }),
    page: (from) => rows.find({ 'doc.agencyId': 'agency', 'doc.at': { $gte: from } }).sort({ 'doc.agencyId': 1, 'doc.at': 1, '_id': 1 }).limit(100).toArray(),
  };
  return { jobs, close: () => client.close() };
}
