import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'data-folder-'));
});
/** What stands there besides the lock. */
const others = () => readdirSync(root).filter((name) => !name.startsWith('in-use.lock')).sort();
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('a folder that does not exist is made', () => {
  prepareDataFolder({ folder: join(root, 'a/b'), fresh: false });
  expect(existsSync(join(root, 'a/b'))).toBe(true);
});

test('fresh removes our own files and nothing else', () => {
  const ours = ['broker.sqlite', 'broker.sqlite-wal', 'connector.sqlite-shm', 'google-sandbox.json', 'google-sandbox.json.log-3', 'machine-secrets.json', 'demo-planted', 'agencies.json'];
  for (const name of [...ours, 'notes.txt', 'other.sqlite']) writeFileSync(join(root, name), '');
  mkdirSync(join(root, 'engines/mongo'), { recursive: true });
  prepareDataFolder({ folder: root, fresh: true });
  expect(others()).toEqual(['notes.txt', 'other.sqlite']);
});

test('a folder that somebody uses is left as it is, fresh or not', () => {
  prepareDataFolder({ folder: root, fresh: false });
  writeFileSync(join(root, 'broker.sqlite'), '');
  expect(() => prepareDataFolder({ folder: root, fresh: true })).toThrow(/in use/);
  expect(others()).toEqual(['broker.sqlite']);
});

test('without fresh nothing is removed', () => {
  writeFileSync(join(root, 'broker.sqlite'), '');
  prepareDataFolder({ folder: root, fresh: false });
  expect(others()).toEqual(['broker.sqlite']);
});

test('a folder that cannot be made is named in one sentence', () => {
  mkdirSync(join(root, 'x'));
  writeFileSync(join(root, 'x/file'), '');
  expect(() => prepareDataFolder({ folder: join(root, 'x/file'), fresh: false })).toThrow(/^The data folder .*x\/file cannot be written/);
});
