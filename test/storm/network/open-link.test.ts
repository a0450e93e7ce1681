import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { openLink, type Link } from './open-link.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server that answers with its name and notes what it was asked. */
async function openServer(name: string): Promise<{ port: number; asked: string[]; server: Server }> {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    asked.push(request.url ?? '');
    response.end(name);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked, server };
}

async function linkTo(...ports: number[]): Promise<{ link: Link; ask: (path: string) => Promise<string> }> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const link = await openLink(port, ports);
  closing.push(() => link.close());
  return { link, ask: async (path) => (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } })).text() };
}

test('connections go to each process behind in turn, and past one that is gone', async () => {
  const [one, two] = [await openServer('one'), await openServer('two')];
  const { ask } = await linkTo(one.port, two.port);
  expect([await ask('/'), await ask('/'), await ask('/')]).toEqual(['one', 'two', 'one']);
  await new Promise((resolve) => one.server.close(resolve));
  expect([await ask('/'), await ask('/')]).toEqual(['two', 'two']);
});

test('an answer that is lost was asked and done', async () => {
  const one = await openServer('one');
  const { link, ask } = await linkTo(one.port);
  link.loseAnswers(1);
  await expect(ask('/lost')).rejects.toThrow();
  expect(await ask('/kept')).toBe('one');
  expect([one.asked, link.cut()]).toEqual([['/lost', '/kept'], 1]);
});

test('nothing passes through a hole, and everything after it', async () => {
  const one = await openServer('one');
  const { link, ask } = await linkTo(one.port);
  link.hole(300);
  const began = performance.now();
  const asking = ask('/');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(one.asked).toEqual([]);
  expect(await asking).toBe('one');
  expect(performance.now() - began).toBeGreaterThan(250);
});

test('a reset ends what is open', async () => {
  const one = await openServer('one');
  const { link, ask } = await linkTo(one.port);
  link.hole(10_000);
  const asking = ask('/').catch(() => 'cut');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(link.reset()).toBe(1);
  expect(await asking).toBe('cut');
});
