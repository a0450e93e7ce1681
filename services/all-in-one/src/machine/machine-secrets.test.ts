import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandom } from '@portal-sync/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadMachineSecrets, operatorSecretIn } from './machine-secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'machine-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = () => loadMachineSecrets(folder, systemRandom, { services: ['connector'], agencies: ['north'] });

test('secrets are made once, 32 random bytes each, and readable by their owner only', () => {
  const made = load();
  expect(Buffer.from(made.vaultKey, 'base64url')).toHaveLength(32);
  expect(made.vaultKey).not.toBe(made.sessionKey);
  expect(load()).toEqual(made);
  expect(statSync(join(folder, 'machine-secrets.json')).mode & 0o777).toBe(0o600);
});

test('a file of an older version gets the operator\'s secret, and keeps what it has', () => {
  const { operator, ...older } = load();
  writeFileSync(join(folder, 'machine-secrets.json'), JSON.stringify(older));
  expect(operatorSecretIn(folder)).toBeUndefined();
  const now = load();
  expect(now).toEqual({ ...older, operator: expect.any(String) });
  expect(now.operator).not.toBe(operator);
  expect({ again: load(), read: operatorSecretIn(folder) }).toEqual({ again: now, read: now.operator });
});

test('a damaged file is named, with what to do, and is not overwritten', () => {
  writeFileSync(join(folder, 'machine-secrets.json'), '{"vaultKey": "short"');
  expect(load).toThrow(/machine-secrets\.json is damaged.*--fresh/);
  expect(load).toThrow();
});

test('a file that is gone while data stands is asked for: new keys would open nothing', () => {
  writeFileSync(join(folder, 'broker.sqlite'), '');
  expect(load).toThrow(/machine-secrets\.json is missing.*--fresh/);
  expect(existsSync(join(folder, 'machine-secrets.json'))).toBe(false);
});
