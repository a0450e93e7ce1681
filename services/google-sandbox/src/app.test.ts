import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { snapshotFile } from './snapshot-file.ts';
import { startSandbox } from './testing/start-sandbox.ts';
import type { Started } from './testing/start-sandbox.ts';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function sandbox(more: Parameters<typeof startSandbox>[0] = {}): Promise<Started> {
  const started = await startSandbox(more);
  open.push(() => started.stop());
  return started;
}

const times = { start: { dateTime: '2026-03-10T10:00:00Z' }, end: { dateTime: '2026-03-10T11:00:00Z' } };

/** A listener that answers with the given statuses, and what it heard. */
async function listener(statuses: number[] = []): Promise<{ url: string; heard: { headers: IncomingHttpHeaders; length: number }[]; until: (count: number) => Promise<void> }> {
  const heard: { headers: IncomingHttpHeaders; length: number }[] = [];
  let wake = () => {};
  const server = createServer((request, response) => {
    let length = 0;
    request.on('data', (chunk: Buffer) => (length += chunk.length));
    request.on('end', () => {
      heard.push({ headers: request.headers, length });
      response.writeHead(statuses.shift() ?? 204).end();
      wake();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  open.push(() => new Promise((done) => void (server.close(done), server.closeAllConnections())));
  const until = async (count: number) => {
    while (heard.length < count) await new Promise<void>((next) => (wake = next));
  };
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/notify`, heard, until };
}

test('notifications really arrive: sync, then a message without a body for each change', async () => {
  const started = await sandbox();
  await started.control('POST', 'accounts', { email: 'alice@gmail.com', name: 'Alice' });
  const { url, heard, until } = await listener();
  const api = await started.client('alice@gmail.com');
  const { data } = await api.events.watch({ calendarId: 'primary', requestBody: { id: 'c1', type: 'web_hook', address: url, token: 'secret' } });
  await until(1);
  await api.events.insert({ calendarId: 'primary', requestBody: times });
  await until(2);
  expect(heard[0]?.headers).toMatchObject({ 'x-goog-resource-state': 'sync', 'x-goog-message-number': '1', 'x-goog-channel-token': 'secret', 'content-length': '0' });
  expect(heard[1]).toMatchObject({ length: 0, headers: { 'x-goog-resource-state': 'exists', 'x-goog-resource-id': data.resourceId } });
  await api.channels.stop({ requestBody: { id: 'c1', resourceId: data.resourceId ?? '' } });
  await started.control('POST', 'notifications', { drop: true });
  expect(await started.control('GET', 'channels')).toMatchObject({ channels: [{ id: 'c1', stopped: true }], waiting: 0 });
});

test('a listener that answers 503 is told again', async () => {
  const started = await sandbox();
  await started.control('POST', 'accounts', { email: 'alice@gmail.com', name: 'Alice' });
  const { url, heard, until } = await listener([503]);
  const api = await started.client('alice@gmail.com');
  await api.events.watch({ calendarId: 'primary', requestBody: { id: 'c1', type: 'web_hook', address: url } });
  await until(2);
  expect(heard.map(({ headers }) => headers['x-goog-message-number'])).toEqual(['1', '1']);
});

test('state outlives a restart: the file is whole, and nothing is left beside it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  open.push(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'google.json');
  const client = { clientId: 'one', clientSecret: 's', redirectUris: ['http://localhost:1/cb'] };
  const demo = { accounts: [{ email: 'alice@gmail.com', name: 'Alice' }], clients: [client] };
  const first = await startSandbox({ snapshotFile: snapshotFile(path), demo });
  const api = await first.client('alice@gmail.com');
  const { data } = await api.events.insert({ calendarId: 'primary', requestBody: { summary: 'Kept', ...times } });
  const { data: listed } = await api.events.list({ calendarId: 'primary' });
  await first.stop();
  expect(readdirSync(folder)).toEqual(['google.json']);
  const moved = { ...demo, clients: [{ ...client, redirectUris: ['http://localhost:2/cb'] }] };
  const second = await sandbox({ snapshotFile: snapshotFile(path), demo: moved });
  const again = await second.client('alice@gmail.com');
  expect((await again.events.get({ calendarId: 'primary', eventId: data.id ?? '' })).data).toEqual(data);
  expect(await second.control('GET', 'clients')).toMatchObject({ clients: [{ redirectUris: ['http://localhost:2/cb'] }, {}] });
  expect((await again.events.list({ calendarId: 'primary', syncToken: listed.nextSyncToken ?? '' })).data.items).toEqual([]);
});

test('what was answered is kept even if the process is killed: nothing is closed, and half a line is passed over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  open.push(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'google.json');
  const demo = { accounts: [{ email: 'alice@gmail.com', name: 'Alice' }] };
  const first = await sandbox({ snapshotFile: snapshotFile(path), demo });
  const api = await first.client('alice@gmail.com');
  const { data } = await api.events.insert({ calendarId: 'primary', requestBody: { summary: 'Kept', ...times } });
  const [log = ''] = readdirSync(folder).filter((name) => name.includes('.log-'));
  appendFileSync(join(folder, log), '{"values":{"cut sho');
  const second = await sandbox({ snapshotFile: snapshotFile(path), demo });
  const again = await second.client('alice@gmail.com');
  expect((await again.events.get({ calendarId: 'primary', eventId: data.id ?? '' })).data).toEqual(data);
  await again.events.patch({ calendarId: 'primary', eventId: data.id ?? '', requestBody: { summary: 'Later' } });
  const third = await sandbox({ snapshotFile: snapshotFile(path), demo });
  const last = await third.client('alice@gmail.com');
  expect((await last.events.get({ calendarId: 'primary', eventId: data.id ?? '' })).data.summary).toBe('Later');
});

test('a file that cannot be read is named in one sentence', async () => {
  const broken = { name: 'google.json', load: () => '{broken', save: () => {} };
  await expect(sandbox({ snapshotFile: broken })).rejects.toThrow('The Google sandbox cannot read its state in google.json: it is not JSON. Remove it to begin anew.');
});

test('changes are saved at most once a second, by the timers handed in', async () => {
  const saved: string[] = [];
  const waiting: { ms: number; run: () => void }[] = [];
  const timers = { after: (ms: number, run: () => void) => (waiting.push({ ms, run }), () => {}) };
  const started = await sandbox({ timers, snapshotFile: { load: () => undefined, save: (text) => void saved.push(text) } });
  await started.control('POST', 'accounts', { email: 'alice@gmail.com', name: 'Alice' });
  await started.control('POST', 'accounts', { email: 'bob@gmail.com', name: 'Bob' });
  expect(waiting.map(({ ms }) => ms)).toEqual([1000]);
  expect(saved).toEqual([]);
  waiting[0]?.run();
  await started.control('GET', 'accounts');
  expect(saved).toHaveLength(1);
  expect(saved[0]).toContain('bob@gmail.com');
});

test('bad input never breaks it: odd paths, bodies that are no JSON, unknown methods', async () => {
  const started = await sandbox();
  await started.control('POST', 'accounts', { email: 'alice@gmail.com', name: 'Alice' });
  const { accessToken } = await started.control<{ accessToken: string }>('POST', 'tokens', { account: 'alice@gmail.com', scopes: ['https://www.googleapis.com/auth/calendar'] });
  const status = async (method: string, path: string, body?: string) =>
    (await fetch(`${started.url}${path}`, { method, headers: { authorization: `Bearer ${accessToken}` }, ...(body === undefined ? {} : { body }) })).status;
  expect(await status('POST', '/calendar/v3/calendars/primary/events', '{"summary"')).toBe(400);
  expect(await status('POST', '/calendar/v3/calendars/primary/events', '[]')).toBe(400);
  expect(await status('GET', '/calendar/v3/calendars/%E0%A4%A/events')).toBe(404);
  expect(await status('GET', '/calendar/v3/nothing')).toBe(404);
  expect(await status('GET', '/calendar/v3/calendars/a%2Fb%23c/events')).toBe(404);
  expect(await status('DELETE', '/nowhere')).toBe(404);
  expect(await status('GET', '/u/nobody')).toBe(404);
  expect(await status('POST', '/token', 'rubbish')).toBe(400);
  expect(await status('POST', '/token', 'x'.repeat(11_000_000))).toBe(413);
});
