import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { verify } from './checksums.ts';
import { cached, cacheFolder } from './engines-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engines-cache-'));
  vi.stubEnv('ENGINES_CACHE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('engines stand in the folder that is set, else in the cache of the user', () => {
  expect(cacheFolder({ ENGINES_CACHE: '/somewhere' })).toBe('/somewhere');
  expect(cacheFolder({ XDG_CACHE_HOME: '/cache' })).toBe(join('/cache', 'portal-sync', 'engines'));
});

test('a folder is filled once', async () => {
  const fill = vi.fn(async (draft: string) => writeFileSync(join(draft, 'file'), 'x'));
  expect(await cached('thing', fill)).toBe(join(folder, 'thing'));
  await cached('thing', fill);
  expect(fill).toHaveBeenCalledTimes(1);
  expect(existsSync(join(folder, 'thing', 'file'))).toBe(true);
});

test('what broke half way leaves nothing behind', async () => {
  const broken = cached('thing', async (draft) => {
    writeFileSync(join(draft, 'half'), 'x');
    throw new Error('the network went away');
  });
  await expect(broken).rejects.toThrow('the network went away');
  expect(readdirSync(folder)).toEqual([]);
});

test('two at once end with one folder', async () => {
  const fill = async (draft: string) => writeFileSync(join(draft, 'file'), 'x');
  const [first, second] = await Promise.all([cached('thing', fill), cached('thing', fill)]);
  expect(first).toBe(second);
  expect(readdirSync(folder)).toEqual(['thing']);
});

test.skipIf(process.platform !== 'linux')('a folder that cannot be made is told at once', async () => {
  vi.stubEnv('ENGINES_CACHE', '/proc/nowhere/engines');
  await expect(cached('thing', async () => undefined)).rejects.toThrow('the folder /proc/nowhere cannot be made (ENOENT): ENGINES_CACHE names another');
});

test('a file with other bytes than the list says, or one too many, is refused', async () => {
  writeFileSync(join(folder, 'other.whl'), 'not a database');
  await expect(verify(folder, 'mongodb')).rejects.toThrow('what was brought in for mongodb is not what is expected');
});
