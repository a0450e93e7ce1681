import type { Log } from '@portal-sync/kernel';
import { expect, test } from 'vitest';
import { collections } from './collections.ts';
import { Browser } from './testing/browser.ts';
import { allBut, codeOf, connect, goThrough, openSession, redeem } from './testing/connect-flow.ts';
import { exchange } from './testing/exchange.ts';
import { CLIENT_SECRET } from './testing/local-google.ts';
import { signIn } from './testing/oauth-client.ts';
import { admin, CONNECTOR_SECRET, openBroker, person, PLATFORM_SECRET, PORTAL_SECRET } from './testing/open-broker.ts';

/** Keeps every line as text, errors with all that hangs on them. */
function recordingLog(lines: string[]): Log {
  const text = (value: unknown, depth = 0): unknown => {
    if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack, ...Object.fromEntries(Object.entries(value)), cause: depth < 5 ? text(value.cause, depth + 1) : undefined };
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, text(inner, depth + 1)]));
    return value;
  };
  const write = (fields: object, message: string): void => void lines.push(JSON.stringify([text(fields), message]));
  const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
  return log;
}

test('L14 no token, code or secret reaches a log, a message, an error, the database in the clear, or a return address', async () => {
  const lines: string[] = [];
  const world = await openBroker(recordingLog(lines));
  const anna = person('anna');
  const ANNA = { account: 'anna.demo@gmail.com' };
  const answers: string[] = [];
  const browser = new Browser(world);
  const note = (answer: unknown) => void answers.push(JSON.stringify(answer));

  // Every way a flow can go: well, with boxes missing, denied, Google failing in several ways, refused, disconnected.
  const { tokens } = await signIn(world, browser, ANNA);
  const { id } = await connect(world);
  note(await goThrough(world, await openSession(world, anna, { product: 'meet' }), { ...ANNA, deny: true }));
  note(await goThrough(world, await openSession(world, person('bo')), { account: 'bo.demo@gmail.com', scopes: allBut('calendar-2way', 'calendar.events') }));
  for (const effect of [{ status: 500 }, { status: 400, reason: 'invalid_grant', message: 'Bad Request' }, { dropped: true }]) {
    world.google.fault({ operation: 'oauth.token', effect });
    note(await goThrough(world, await openSession(world, anna, { product: 'meet' }), ANNA));
  }
  const exchanged = await exchange(world, id);
  await world.time.advance(3_600_000);
  for (const effect of [{ status: 503 }, { dropped: true }, { status: 400, reason: 'invalid_grant' }]) {
    world.google.fault({ operation: 'oauth.token.refresh', effect });
    note(await exchange(world, id));
    await world.time.advance(5_000);
  }
  note(await redeem(world, anna, `${id}.${'z'.repeat(43)}`, 'v'.repeat(43)));
  note(await world.call('POST', '/oauth2/token', undefined, { grant_type: 'authorization_code', code: 'x', client_id: 'portal', client_secret: PORTAL_SECRET }, { 'x-agency-origin': 'http://north.test' }));
  const opened = await openSession(world, anna, { product: 'meet' });
  const pending = await goThrough(world, opened, ANNA);
  note(await redeem(world, anna, codeOf(pending), opened.verifier));
  note(await world.call('POST', `/v1/connections/${id}/disconnect`, admin, { googleEvents: 'keep' }));
  await world.time.advance(11 * 60_000);

  const google = [...world.google.google.world.state.tokens.keys()];
  const idTokens = [tokens.access_token, tokens.refresh_token ?? '', tokens.id_token ?? ''];
  const handedOut = [(exchanged.body as { access_token: string }).access_token];
  const secrets = [CLIENT_SECRET, CONNECTOR_SECRET, PLATFORM_SECRET, PORTAL_SECRET];
  const oneTime = [codeOf(pending), opened.verifier, opened.url.split('.').at(-1) ?? ''];
  expect(google.length).toBeGreaterThan(5);

  const stored: string[] = [];
  for (const { name, indexes } of collections) {
    const [index, spec] = Object.entries(indexes)[0] ?? [];
    if (index === undefined || spec === undefined) continue;
    const collection = collections.find((one) => one.name === name) as never;
    const page = await world.store.find(collection, { index, equals: [], limit: 1000 } as never);
    stored.push(...page.items.map((doc) => JSON.stringify(doc)));
  }
  const messages = JSON.stringify(world.sent());
  await world.stop();

  const nowhere = (name: string, text: string, canaries: readonly string[]): void => {
    for (const canary of canaries) expect(text.includes(canary), `a secret (${canary.slice(0, 12)}...) in ${name}`).toBe(false);
  };
  const all = [...google, ...idTokens, ...handedOut, ...secrets, ...oneTime];
  expect(lines.length).toBeGreaterThan(0);
  nowhere('the log', lines.join('\n'), all);
  nowhere('a message', messages, all);
  nowhere('an answer', answers.join('\n').replaceAll(opened.url, ''), [...google, ...idTokens, ...secrets]);
  nowhere('the database', stored.join('\n'), all);
  nowhere('an address the browser went through', browser.seen.join('\n'), [...google, ...idTokens, ...secrets]);
});
