import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLog } from '@portal-sync/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OUR_SERVICES } from '../house/addresses.ts';
import { bundleServices } from './bundle-services.ts';

let cache: string;
let mainOf: (service: string) => string;
beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), 'bundles-'));
  mainOf = await bundleServices({ log: silentLog, cache });
}, 60_000);
afterAll(() => rmSync(cache, { recursive: true, force: true }));

/** What a bundle says that is started from a folder in which there is nothing else, and how it ends. */
const run = (service: string, env: Readonly<Record<string, string>>): Promise<{ readonly said: string; readonly code: number | string }> =>
  promisify(execFile)(process.execPath, [mainOf(service)], { cwd: tmpdir(), env }).then(
    ({ stdout, stderr }) => ({ said: stdout + stderr, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({ said: error.stdout + error.stderr, code: error.code }),
  );

test.each(OUR_SERVICES)('%s runs from its bundle, and refuses a setting that it does not know in one sentence', async (service) => {
  const name = `${service.toUpperCase()}_NO_SUCH_SETTING`;
  const { said, code } = await run(service, { [name]: '1' });
  expect(code).toBe(1);
  expect(said).toContain(name);
  expect(said).not.toContain('    at ');
});

test('what was bundled is not bundled again', async () => {
  expect((await bundleServices({ log: silentLog, cache }))('portal')).toBe(mainOf('portal'));
});
