import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './lock-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder in use is refused in one sentence that names it, and free again when its holder lets go', () => {
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`The data folder ${folder} is in use by a product that runs.`);
  release();
  lockFolder(folder)();
});

test('a holder that is killed holds nothing any more', async () => {
  const module = JSON.stringify(join(import.meta.dirname, 'lock-folder.ts'));
  const script = `const { lockFolder } = await import(${module}); lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000);`;
  const holder = execFile(process.execPath, ['--input-type=module', '--eval', script]);
  await new Promise((held) => holder.stdout?.once('data', held));
  expect(() => lockFolder(folder)).toThrow(/in use/);
  const ended = new Promise((exit) => holder.once('exit', exit));
  holder.kill('SIGKILL');
  await ended;
  lockFolder(folder)();
});
