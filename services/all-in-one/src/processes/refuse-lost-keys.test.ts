import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collections } from '@portal-sync/broker/app';
import { openEngines } from '@portal-sync/engines';
import { silentLog, systemClock, systemRandom, systemTimers } from '@portal-sync/kernel';
import type { Collection } from '@portal-sync/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseLostKeys } from './refuse-lost-keys.ts';

const deps = { clock: systemClock, timers: systemTimers, random: systemRandom, log: silentLog };
const dataKeys = collections.find(({ name }) => name === 'dataKeys') as unknown as Collection<object>;
let folder: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-sync-secrets-'));
  data = mkdtempSync(join(tmpdir(), 'portal-sync-records-'));
});
afterEach(() => [folder, data].forEach((each) => rmSync(each, { recursive: true })));

async function sealSomething(): Promise<void> {
  const engines = await openEngines({ kind: 'embedded', folder: data, ...deps });
  const wrapped = { key: 'k', version: 1, iv: 'i', text: 't', tag: 't' };
  const store = await engines.openStore('broker', collections);
  await store.insert(dataKeys, { agencyId: 'harbour', wrapped, madeAt: 1 });
  await engines.close();
}
const start = (env: Record<string, string> = { DATA_FOLDER: data }, signal = new AbortController().signal) => refuseLostKeys({ folder, env, signal, ...deps });

test('a first start goes on: nothing is sealed yet', async () => {
  await start();
});

test('records without the keys they were sealed with are refused, in one sentence that says what to put back', async () => {
  await sealSomething();
  await expect(start()).rejects.toThrow(`${folder}/machine-secrets.json is missing: it holds the keys to the data in MongoDB.`);
});

test('with its secrets the product starts on its records', async () => {
  await sealSomething();
  writeFileSync(join(folder, 'machine-secrets.json'), '{}');
  await start();
});

test('engines that are away are waited for until they are there, or it is called off', async () => {
  const calledOff = new AbortController();
  let ended = false;
  const starting = start({ MONGO_URL: 'mongodb://127.0.0.1:1/?replicaSet=rs0&serverSelectionTimeoutMS=50', KAFKA_BROKERS: '127.0.0.1:1' }, calledOff.signal).finally(() => (ended = true));
  starting.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(ended).toBe(false);
  calledOff.abort();
  await expect(starting).rejects.toThrow();
}, 30_000);
