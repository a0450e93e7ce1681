import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { skipUnless } from '@portal-sync/tooling';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kafkaOfRun } from './engines-of-run.ts';
import { freePorts, isFree } from './free-ports.ts';

const kafka = await kafkaOfRun();
const MAIN = join(import.meta.dirname, 'main.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engines-main-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** `npm run engines -- ...` until it ends. */
async function run(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const { MONGO_URL: _mongo, KAFKA_BROKERS: _kafka, ...env } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, wrong, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((resolve) => child.once('exit', resolve))]);
  return { code, said: said + wrong };
}

test.each(['--mongo-members', '--kafka-brokers'])('%s that cannot outvote themselves are refused before anything starts', async (option) => {
  expect(await run([option, '2'])).toEqual({ code: 1, said: `${option} is 1, 3 or 5: an even number cannot outvote itself.\n` });
});

test.skipIf(skipUnless('kafka', kafka.found, kafka.reason ?? ''))('where one engine cannot start, the other is stopped and all of it ends', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => taken.listen(0, '127.0.0.1', () => resolve((taken.address() as AddressInfo).port)));
  const [kafkaPort = 0] = await freePorts(1);
  for (const [name, own] of [['mongo', port], ['kafka', kafkaPort]] as const) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'ports.json'), JSON.stringify([own]));
  }
  expect(await run(['--folder', folder])).toEqual({ code: 1, said: `The data in ${join(folder, 'mongo')} belongs to port ${port}, which is taken. Stop what listens there.\n` });
  expect(await isFree(kafkaPort)).toBe(true);
  await new Promise((closed) => taken.close(closed));
});
