import { createSeededRandom } from '@portal-sync/tooling';
import { Secret } from '@portal-sync/kernel';
import { openSqliteStore } from '@portal-sync/store-sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { dataKeys } from '../repos/data-keys.ts';
import { localKeyEncryption, readKeyEncryption } from './key-encryption.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { openBytes, sealBytes } from './sealed.ts';

const random = createSeededRandom(3);
const clock = { now: () => 0 };
const key = { id: 'k', bytes: random.bytes(32) };

describe('a sealed value', () => {
  const place = ['north', 'connection', 'c1', 'refresh-token'];
  const value = sealBytes(key, place, 4, Buffer.from('1//secret'), random);

  test('opens at its place', () => {
    expect(openBytes(key.bytes, place, value).toString()).toBe('1//secret');
  });
  test.each<[string, () => unknown]>([
    ['another agency', () => openBytes(key.bytes, ['harbour', ...place.slice(1)], value)],
    ['another connection', () => openBytes(key.bytes, ['north', 'connection', 'c2', 'refresh-token'], value)],
    ['another field', () => openBytes(key.bytes, ['north', 'connection', 'c1', 'access-token'], value)],
    ['another version', () => openBytes(key.bytes, place, { ...value, version: 3 })],
    ['parts joined otherwise', () => openBytes(key.bytes, ['north', 'connection\0c1', 'refresh-token'], { ...value, tag: value.tag.slice(1) })],
    ['another key', () => openBytes(random.bytes(32), place, value)],
    ['a changed byte', () => openBytes(key.bytes, place, { ...value, text: `A${value.text.slice(1)}` })],
    ['a cut tag', () => openBytes(key.bytes, place, { ...value, tag: value.tag.slice(0, 8) })],
  ])('does not open for %s, and says nothing of itself', (_name, open) => {
    expect(open).toThrowError(expect.objectContaining({ code: 'internal', detail: expect.not.stringContaining('secret') as string }));
  });
  test('is never the same twice', () => {
    expect(sealBytes(key, place, 4, Buffer.from('1//secret'), random).text).not.toBe(value.text);
  });
});

describe('keys of agencies', () => {
  let ring: KeyRing;
  let store: Awaited<ReturnType<ReturnType<typeof openSqliteStore>>>;
  const ringWith = (bytes: Uint8Array) => createKeyRing({ store, clock, random, keyEncryption: localKeyEncryption(bytes, random) });
  const kek = Buffer.alloc(32, 1);
  beforeEach(async () => {
    store = await openSqliteStore({ memory: true, clock })('vault', [dataKeys]);
    ring = ringWith(kek);
    await store.transaction(async (tx) => {
      await ring.createFor(tx, 'north');
      await ring.createFor(tx, 'harbour');
    });
  });

  test('one agency\'s value does not open as another\'s', async () => {
    const value = await ring.seal('north', ['a'], 1, 'x');
    expect((await ring.open('north', ['a'], value)).reveal()).toBe('x');
    await expect(ring.open('harbour', ['a'], value)).rejects.toMatchObject({ code: 'internal' });
  });
  test('a data key moved to another agency\'s row does not unwrap', async () => {
    const north = await store.get(dataKeys, 'north');
    await store.put(dataKeys, { ...(north as NonNullable<typeof north>), agencyId: 'harbour' });
    await expect(ringWith(kek).seal('harbour', ['a'], 1, 'x')).rejects.toMatchObject({ code: 'internal' });
  });
  test('removing the key shreds: a new start cannot read what was sealed', async () => {
    const value = await ring.seal('north', ['a'], 1, 'x');
    await store.remove(dataKeys, 'north');
    await expect(ringWith(kek).open('north', ['a'], value)).rejects.toMatchObject({ code: 'not-found' });
  });
  test('a start under another key-encryption key stops with one clear line', async () => {
    await ring.ready();
    await expect(ringWith(Buffer.alloc(32, 2)).ready()).rejects.toThrow('The key-encryption key is not the one this data was written with');
    await ringWith(kek).ready();
  });
});

describe('the key-encryption key', () => {
  const none = { BROKER_KEY: undefined, BROKER_KEY_FILE: undefined };
  test.each([
    ['too short', { ...none, BROKER_KEY: new Secret('c2hvcnQ') }, 'BROKER_KEY must hold 32 bytes'],
    ['a file that is not there', { ...none, BROKER_KEY_FILE: '/nowhere/key' }, 'BROKER_KEY_FILE: /nowhere/key cannot be read.'],
  ])('%s', (_name, settings, message) => {
    expect(() => readKeyEncryption(settings, random)).toThrow(message);
  });
});
