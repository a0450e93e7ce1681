import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptPorts } from './kept-ports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-ports-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const listenOn = (port: number) =>
  new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });

test('kept data is found again: its ports stay, also when those of first choice are free again', async () => {
  const other = await listenOn(0);
  const taken = (other.address() as AddressInfo).port;
  const chosen = await keptPorts(join(root, 'mongo'), taken, 1);
  expect(chosen).not.toEqual([taken]);
  await new Promise((closed) => other.close(closed));
  expect(await keptPorts(join(root, 'mongo'), taken, 1)).toEqual(chosen);
});

test('a kept port that is taken, and another number of members, are each one clear line', async () => {
  const [port = 0] = await keptPorts(join(root, 'mongo'), 18_900, 1);
  await expect(keptPorts(join(root, 'mongo'), 18_900, 3)).rejects.toThrow('made by 1 members, not 3');
  const other = await listenOn(port);
  await expect(keptPorts(join(root, 'mongo'), 18_900, 1)).rejects.toThrow(`belongs to port ${port}, which is taken`);
  await new Promise((closed) => other.close(closed));
});
