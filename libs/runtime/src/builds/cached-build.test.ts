import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@portal-sync/kernel';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cachedBuild, dropOld } from './cached-build.ts';
import { sourcesHash } from './sources-hash.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'builds-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const cache = (): string => join(root, 'cache');
const source = (text: string): void => writeFileSync(join(root, 'source.ts'), text);
let built = 0;
const ask = (build = writeProof) => cachedBuild({ cache: cache(), root, sources: ['source.ts'], proof: 'proof', clock: systemClock, build });
const writeProof = async (folder: string): Promise<void> => {
  built++;
  writeFileSync(join(folder, 'proof'), '');
};

test('the same sources are built once, others anew, and going back builds nothing', async () => {
  built = 0;
  source('one');
  const first = await ask();
  expect(await ask()).toEqual({ folder: first.folder, isNew: false });
  source('two');
  expect((await ask()).folder).not.toBe(first.folder);
  source('one');
  expect(await ask()).toEqual({ folder: first.folder, isNew: false });
  expect(built).toBe(2);
});

test('two that build the same at once get the same, and nothing is left beside it', async () => {
  source('one');
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(second.folder).toBe(first.folder);
  expect(readdirSync(cache())).toHaveLength(1);
});

test('a build that fails leaves nothing behind', async () => {
  source('one');
  await expect(ask(() => Promise.reject(new Error('does not build')))).rejects.toThrow('does not build');
  expect(readdirSync(cache())).toEqual([]);
  expect(await ask()).toMatchObject({ isNew: true });
});

test('old builds go, but none that somebody asked for within the week', () => {
  const ages = { present: 0, lately: 50, hours: 120, days: 3_000, weeks: 20_000, long: 60_000 };
  const make = (name: string, minutes: number): void => {
    mkdirSync(join(cache(), name), { recursive: true });
    utimesSync(join(cache(), name), Date.now() / 1000 - minutes * 60, Date.now() / 1000 - minutes * 60);
  };
  for (const [name, minutes] of Object.entries(ages)) make(name, minutes);
  for (const minutes of [1, 2, 3, 4]) make(`used-${minutes}`, minutes);
  dropOld(cache(), Date.now());
  expect(readdirSync(cache()).sort()).toEqual(['days', 'hours', 'lately', 'present', 'used-1', 'used-2', 'used-3', 'used-4']);
});

test('the name of a build is that of its sources: any change is another, a test is none', () => {
  const here = import.meta.dirname;
  const whole = sourcesHash(here, ['.']);
  expect(sourcesHash(here, ['.'])).toBe(whole);
  expect(sourcesHash(here, ['cached-build.ts'])).not.toBe(sourcesHash(here, ['sources-hash.ts']));
  expect(sourcesHash(here, ['cached-build.test.ts', 'sources-hash.ts'])).toBe(sourcesHash(here, ['sources-hash.ts']));
});
