import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CloudEvent } from '@portal-sync/kernel';
import { silentLog, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import { kafkaOfRun, mongoOfRun } from '@portal-sync/local-engines';
import { skipUnless } from '@portal-sync/tooling';
import { expect, test, vi } from 'vitest';
import { engineSettings, openEnginesBy } from './index.ts';

const deps = { clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog };
const open = (settings: Readonly<Record<string, string>>) => openEnginesBy(engineSettings.parse(settings), deps);

const mongo = await mongoOfRun();
const kafka = await kafkaOfRun();
const missing = skipUnless('mongo', mongo.found, mongo.reason ?? '') || skipUnless('kafka', kafka.found, kafka.reason ?? '');

test('without addresses the engines are embedded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engines-'));
  const engines = await open({ DATA_FOLDER: folder });
  await engines.openStore('owner', []);
  await engines.close();
  rmSync(folder, { recursive: true });
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['MongoDB alone', { MONGO_URL: 'mongodb://127.0.0.1:1' }, 'KAFKA_BROKERS is not set: real engines want both MONGO_URL and KAFKA_BROKERS.'],
  ['Kafka alone', { KAFKA_BROKERS: '127.0.0.1:1' }, 'MONGO_URL is not set: real engines want both MONGO_URL and KAFKA_BROKERS.'],
  ['a user without a password', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', KAFKA_USERNAME: 'me' }, 'KAFKA_USERNAME is set, but KAFKA_PASSWORD (a secret) is not.'],
  ['a password without a user', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', MONGO_PASSWORD: 'x' }, 'MONGO_PASSWORD is set, but MONGO_USERNAME is not.'],
  ['the same at Kafka', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', KAFKA_PASSWORD: 'x' }, 'KAFKA_PASSWORD is set, but KAFKA_USERNAME is not.'],
  ['whom to trust, without TLS', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', MONGO_TLS_CA_FILE: '/ca.pem' }, 'MONGO_TLS_CA_FILE is set, but MONGO_TLS=true is not.'],
  ['a certificate of our own, without TLS', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', MONGO_TLS_KEY_FILE: '/key.pem' }, 'MONGO_TLS_KEY_FILE is set, but MONGO_TLS=true is not.'],
  ['whom to trust at Kafka, without TLS', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', KAFKA_TLS_CA_FILE: '/ca.pem' }, 'KAFKA_TLS_CA_FILE is set, but KAFKA_TLS=true is not.'],
  ['a certificate for MongoDB that is not there', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', MONGO_TLS: 'true', MONGO_TLS_CA_FILE: '/no/such.pem' }, 'The file /no/such.pem of MONGO_TLS_CA_FILE could not be read.'],
  ['a certificate that is not there', { MONGO_URL: 'mongodb://127.0.0.1:1', KAFKA_BROKERS: '127.0.0.1:1', KAFKA_TLS: 'true', KAFKA_TLS_CA_FILE: '/no/such.pem' }, 'The file /no/such.pem of KAFKA_TLS_CA_FILE could not be read.'],
])('%s is one clear sentence', async (_case, settings, sentence) => {
  await expect(open(settings)).rejects.toMatchObject({ code: 'invalid', message: sentence });
});

test('addresses of brokers are read with care', () => {
  expect(engineSettings.parse({ KAFKA_BROKERS: 'a:1, b:2' }).KAFKA_BROKERS).toEqual(['a:1', 'b:2']);
  expect(engineSettings.safeParse({ KAFKA_BROKERS: 'localhost' }).success).toBe(false);
});

test.skipIf(missing)('on real engines a message goes from one service to another', async () => {
  const place = `t${systemClock.now().toString(36)}`;
  const engines = await open({ MONGO_URL: mongo.found!.url, MONGO_PREFIX: `${place}_`, KAFKA_BROKERS: kafka.found!.addresses, KAFKA_PREFIX: `${place}.` });
  const owner = await engines.openStore('owner', []);
  const consumer = await engines.openStore('consumer', []);
  const message: CloudEvent = {
    specversion: '1.0', id: 'm1', source: '/owner', type: 'user.changed', time: '2026-03-02T08:00:00Z',
    datacontenttype: 'application/json', dataversion: 1, partitionkey: 'k', agency: 'a', data: { agencyId: 'a' },
  };
  await owner.transaction(async (tx) => tx.send(message));
  await owner.outbox.place();
  const heads = await owner.outbox.heads();
  const partition = heads.findIndex((head) => head > 0);
  const taken = new Promise<CloudEvent>((resolve) => {
    void engines.bus.subscribe({ group: 'consumer', types: ['user.changed'], store: consumer, handle: async (each) => resolve(each) });
  });
  // The bus is there at once; Kafka may answer later.
  await expect.poll(() => engines.bus.health().state, { timeout: 180_000 }).not.toBe('away');
  const messages = await owner.outbox.readFrom(partition, 0, 10);
  // Right after a topic was made, a partition may have no leader yet: the relay asks again too.
  await vi.waitFor(() => engines.bus.publish(messages), { timeout: 180_000, interval: 200 });
  expect(await taken).toEqual(message);
  await engines.close();
});
