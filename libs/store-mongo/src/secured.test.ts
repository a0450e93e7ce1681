import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongoOfRun, startMongo, type RunningMongo } from '@portal-sync/local-engines';
import { Secret, systemRandom, systemTimers } from '@portal-sync/kernel';
import { note, notes } from '@portal-sync/store/samples';
import { skipUnless } from '@portal-sync/tooling';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMongoStore, type MongoOptions } from './index.ts';

// Where the run has a MongoDB by address only, no secured one can be started either.
const own = process.env['MONGO_URL'] ? { reason: 'MONGO_URL names a MongoDB that is not ours to start anew' } : await mongoOfRun();
const found = 'found' in own && own.found !== undefined;

const openssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(skipUnless('mongo', found && openssl, own.reason ?? 'openssl makes the certificate'))('a MongoDB with passwords and TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secured-mongo-'));
  const certificate = join(folder, 'certificate.pem');
  let set: RunningMongo;

  beforeAll(async () => {
    const key = join(folder, 'key.pem');
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate, ...subject], { stdio: 'ignore' });
    const both = join(folder, 'both.pem');
    writeFileSync(both, readFileSync(key, 'utf8') + readFileSync(certificate, 'utf8'));
    const members = join(folder, 'members.key');
    writeFileSync(members, 'bWVtYmVycw==');
    chmodSync(members, 0o400);
    set = await startMongo({ args: ['--keyFile', members, '--tlsMode', 'preferTLS', '--tlsCertificateKeyFile', both, '--tlsCAFile', certificate, '--tlsAllowConnectionsWithoutCertificates'] });
    // As long as there is no user, whoever comes from this machine may make the first.
    const stranger = await mongoose.mongo.MongoClient.connect(set.url);
    await stranger.db('admin').command({ createUser: 'root', pwd: 'root', roles: ['root'] });
    await stranger.close();
    const root = await mongoose.mongo.MongoClient.connect(set.url, { auth: { username: 'root', password: 'root' } });
    await root.db('admin').command({ createUser: 'portal', pwd: 'pass/word@1', roles: [{ role: 'readWrite', db: 'secured_bench' }] });
    await root.close();
  });
  afterAll(async () => {
    await set?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (more: Partial<MongoOptions> = {}) =>
    openMongoStore({ url: new Secret(set.url), prefix: 'secured_', patienceMs: 1_000, clock: { now: () => 1 }, timers: systemTimers, random: systemRandom, ...more })('bench', [notes]);
  const credentials = { username: 'portal', password: new Secret('pass/word@1') };

  test('the right name and password open the store, over TLS', async () => {
    const store = await open({ ...credentials, tls: { caFile: certificate } });
    await store.transaction((tx) => tx.insert(notes, note('1')));
    expect(await store.get(notes, '1')).toEqual(note('1'));
    await store.close();
  });

  test('a certificate that nobody vouches for is refused', async () => {
    await expect(open({ ...credentials, tls: {} })).rejects.toMatchObject({ code: 'unavailable', detail: expect.stringMatching(/^MongoDB at 127\.0\.0\.1:\d+ cannot be reached: .*certificate/) });
  });

  test('a wrong password, none, and a database that is not allowed are each said in one sentence', async () => {
    const at = /^MongoDB at 127\.0\.0\.1:\d+ /.source;
    await expect(open({ ...credentials, password: new Secret('wrong') })).rejects.toMatchObject({ code: 'unavailable', detail: expect.stringMatching(`${at}refused the name or the password.`) });
    await expect(open()).rejects.toMatchObject({ code: 'unavailable', detail: expect.stringMatching(`${at}does not let this user`) });
    await expect(open({ ...credentials, prefix: 'other_' })).rejects.toMatchObject({ code: 'unavailable', detail: expect.stringMatching(`${at}does not let this user`) });
  });
});
