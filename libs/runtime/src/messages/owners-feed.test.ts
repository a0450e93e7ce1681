import type { CloudEvent, Http } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { collectionsOfRuntime, ownersFeed, StartError } from '../index.ts';

const setup = async () => {
  const { clock } = createManualTime();
  const store = await openSqliteStore({ memory: true, clock })('reader', collectionsOfRuntime);
  const asked: string[] = [];
  const http: Http = async (url) => {
    asked.push(String(url));
    return Response.json({ owner: 'broker', items: [], heads: [] });
  };
  const urls = { broker: 'http://broker.test', portal: undefined };
  return { store, asked, open: ownersFeed({ name: 'reader', store, http, token: async () => 'token', urls }) };
};

test('our own outbox is read from the store, every other at its own address', async () => {
  const { store, asked, open } = await setup();
  await store.transaction(async (tx) => tx.send({ id: 'm1', partitionkey: 'k', type: 't', source: '/reader' } as CloudEvent));
  const feed = open(['reader', 'broker']);
  const own = await Promise.all(Array.from({ length: 12 }, (_, partition) => feed.readFrom('reader', partition, 0, 10)));
  expect(own.flatMap(({ messages }) => messages).map(({ message }) => message.id)).toEqual(['m1']);
  await feed.readFrom('broker', 3, 7, 10);
  expect(asked).toEqual(['http://broker.test/internal/outbox?partition=3&after=7&limit=10']);
});

test('an owner without an address is an error that names every missing one, and nobody else is asked in its place', async () => {
  const { asked, open } = await setup();
  expect(() => open(['broker', 'portal', 'matcher'])).toThrow(StartError);
  expect(() => open(['broker', 'portal', 'matcher'])).toThrow('takes messages of portal and matcher and has no address to catch up from: PORTAL_URL, MATCHER_URL is missing');
  expect(asked).toEqual([]);
});
