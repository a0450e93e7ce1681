import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '@portal-sync/google-sandbox/app';
import { createAccount, expireSyncTokens, grantTokens } from '@portal-sync/google-sandbox/core';
import { expect, test } from 'vitest';
import { googleContract, type GoogleBench } from './google.contract.ts';
import { GoogleFailure } from './google-failure.ts';
import { openGoogleCalendar } from './open-google-calendar.ts';

const SCOPES = ['https://www.googleapis.com/auth/calendar'];

/** The adapter over Google's own client library, on the wire to the sandbox. */
async function openBench(): Promise<GoogleBench> {
  const handler: { current?: (request: never, response: never) => void } = {};
  const server = createServer((request, response) => handler.current?.(request as never, response as never));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let tick = 0;
  const sandbox = createApp({
    now: () => Date.now(), random: () => ((tick += 0.618_033_988) % 1), baseUrl, http: async () => new Response(null, { status: 204 }),
    timers: { after: (ms, run) => { const handle = setTimeout(run, ms); return () => clearTimeout(handle); } },
  });
  handler.current = sandbox.handler as never;
  const { google } = sandbox;
  const account = createAccount(google.world, { email: 'contract@gmail.com', name: 'Contract' });
  const open = openGoogleCalendar({ apiRoot: `${baseUrl}/`, timeoutMs: 5_000 });
  return {
    calendarId: account.email,
    open: async (scopes = SCOPES) => open(grantTokens(google.world, account, 'contract', scopes).accessToken),
    openWith: open,
    async fail(operation, { retryAfter, ...how }) {
      const effect = { ...how, ...(retryAfter === undefined ? {} : { headers: { 'retry-after': retryAfter } }) };
      google.world.state.faults.push({ id: operation, operation, skip: 0, left: 1, effect });
    },
    async expireSyncTokens() {
      const calendar = google.world.state.calendars.get(account.email);
      if (calendar !== undefined) expireSyncTokens(calendar);
    },
    calls: async () => google.world.state.calls.length,
    async close() {
      await sandbox.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

googleContract('the client library of Google\'s', openBench);

test('HTTP that is passed in is used, and a Google that never answers is given up after its time', async () => {
  const asked: string[] = [];
  const silent = openGoogleCalendar({
    apiRoot: 'http://google.test/', timeoutMs: 30,
    http: (url, init) => {
      asked.push(String(url));
      return new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    },
  });
  const error = await silent('t').listCalendars({}).then(() => undefined, (thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GoogleFailure);
  expect(error).toMatchObject({ reason: 'no-answer' });
  expect(asked).toEqual(['http://google.test/calendar/v3/users/me/calendarList?maxResults=250&showHidden=true']);
});

