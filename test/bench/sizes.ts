import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Product } from './product.ts';
import { environmentOf, residentMb, serviceProcesses } from './service-processes.ts';

/** What a product on real engines takes: memory per process, what stands in MongoDB by appointment, and in Kafka by message. */
export async function measureSizes(product: Product): Promise<readonly { readonly what: string; readonly size: string }[]> {
  const processes = serviceProcesses(product.pid);
  const connector = processes.find(({ name }) => name === 'connector');
  const client = await MongoClient.connect(environmentOf(connector?.pid ?? 0)['MONGO_URL'] ?? '');
  try {
    const { databases } = await client.db('admin').admin().listDatabases();
    const names = databases.map(({ name }) => name).filter((name) => !['admin', 'config', 'local'].includes(name));
    const stats = await Promise.all(names.map(async (name) => ({ name, ...((await client.db(name).stats()) as unknown as { storageSize: number; indexSize: number; objects: number }) })));
    const own = names.find((name) => name.endsWith('connector'));
    const appointments = own === undefined ? 0 : await client.db(own).collection('appointments').countDocuments();
    const heads = await Promise.all(names.map((name) => client.db(name).collection<{ position: number }>('_outboxHeads').find().toArray()));
    const messages = heads.flat().reduce((sum, { position }) => sum + position, 0);
    const bytes = stats.reduce((sum, { storageSize, indexSize }) => sum + storageSize + indexSize, 0);
    return [
      ...processes.map(({ name, pid }) => ({ what: `memory of ${name}`, size: `${residentMb(pid).toFixed(0)} MB` })),
      { what: `MongoDB on disk, ${appointments} appointments with all that belongs to them`, size: megabytes(bytes) },
      { what: 'the same for 10,000 appointments', size: megabytes((bytes / appointments) * 10_000) },
      { what: `Kafka on disk, ${messages} messages`, size: `${(kafkaBytes(product.folder) / messages).toFixed(0)} B each` },
    ];
  } finally {
    await client.close();
  }
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** What Kafka's own segments of our topics take. */
const kafkaBytes = (folder: string): number =>
  readdirSync(join(folder, 'engines', 'kafka'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.log') && /-\d+\/\d+\.log$/.test(path) && !path.includes('__'))
    .reduce((sum, path) => sum + statSync(join(folder, 'engines', 'kafka', path)).size, 0);
