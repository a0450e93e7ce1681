import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@portal-sync/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPages } from './build-pages.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

let cache: string;
let folder: string;
let manifest: Readonly<Record<string, Chunk>>;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'pages-'));
  folder = await buildPages({ log: silentLog, cache });
  manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as typeof manifest;
}, 60_000);
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** Compressed bytes of a chunk and of all it imports at once. */
function bytesOf(...keys: readonly string[]): number {
  const seen = new Set<string>();
  const take = (key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key]?.imports ?? []) take(next);
  };
  keys.forEach(take);
  return [...seen].reduce((sum, key) => sum + statSync(join(folder, `${manifest[key]?.file}.gz`)).size, 0);
}

const keyOf = (end: string): string => Object.keys(manifest).find((key) => key.endsWith(end)) as string;
const pages = ['sign-in/sign-in.tsx', 'integrations/integrations.tsx', 'connect/connect.tsx', 'push/push.tsx', 'contacts/contacts.tsx', 'log/log.tsx'];

test.each(pages)('%s needs less than 200 kB of compressed script, its texts included', (page) => {
  const bytes = bytesOf(keyOf('index.html'), keyOf(`pages/${page}`), keyOf('texts/en.ts'));
  console.info(`${page}: ${Math.round(bytes / 1000)} kB`);
  expect(bytes).toBeLessThan(200_000);
});

test('the calendar component comes with its page only', () => {
  const chunks = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
  const holding = chunks.filter((name) => readFileSync(join(folder, 'assets', name), 'utf8').includes('timeGridWeek'));
  expect(holding.length).toBeGreaterThan(0);
  expect(bytesOf(keyOf('index.html'))).toBeLessThan(bytesOf(keyOf('calendar/calendar.tsx')) - 50_000);
});

test('nothing is fetched from a foreign host, and the page has no inline script or style', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/);
  const styles = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.css')).map((name) => readFileSync(join(folder, 'assets', name), 'utf8'));
  expect(styles.join('')).not.toMatch(/url\(\s*['"]?(?:https?:)?\/\//);
});

test('what was built is not built again, and counts as used now', async () => {
  const before = statSync(join(folder, 'index.html')).mtimeMs;
  utimesSync(folder, 1, 1);
  expect(await buildPages({ log: silentLog, cache })).toBe(folder);
  expect(statSync(join(folder, 'index.html')).mtimeMs).toBe(before);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(Date.now() - statSync(folder).mtimeMs).toBeLessThan(60_000);
});
