import { captureLog } from '@portal-sync/runtime/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admin, anEvent, openMatcher, platform, type MatcherWorld } from './testing/open-matcher.ts';

let world: MatcherWorld;
let logged: () => string;
beforeEach(async () => {
  const { log, text } = captureLog();
  logged = text;
  world = await openMatcher(log);
});
afterEach(() => world.stop());

it('P04 L14 guests, names and secrets stand in no log and no message, in good times and bad', async () => {
  world.events.set('e1', anEvent('e1', ['canary-guest@client.example', 'canary-other@client.example']));
  world.connectorStatus = 503;
  await world.seen(['e1']);
  world.connectorStatus = 200;
  await world.time.advance(10_000);
  world.events.set('e2', { ...anEvent('e2', ['canary-bad@client.example']), etag: 7 as never });
  await world.seen(['e2']);
  await world.call('PUT', '/v1/contacts/by-external-id/canary-id', platform(), { name: 'Canary Name', addresses: ['canary-guest@client.example'], phone: 'canary-phone' });
  await world.call('POST', '/v1/contacts', admin(), { name: 'Canary Name', addresses: ['canary-guest@client.example'] });
  await world.call('GET', '/v1/contacts?search=canary', admin());
  const [first] = ((await world.call('GET', '/v1/contacts', admin())).body as { items: { id: string }[] }).items;
  await world.call('DELETE', `/v1/contacts/${first?.id}`, admin());
  await world.time.advance(5_000);
  // Something was logged, and something was said: the search below looks at more than nothing.
  expect(logged()).toContain('work failed');
  expect(world.sent().length).toBeGreaterThan(4);
  expect(logged() + JSON.stringify(world.sent())).not.toMatch(/canary|Canary|internal-token/);
});
