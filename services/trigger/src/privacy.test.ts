import type { Webhook } from '@portal-sync/contracts';
import { captureLog } from '@portal-sync/runtime/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aCard, openTrigger, type TriggerWorld } from './testing/open-trigger.ts';

let world: TriggerWorld;
let logged: () => string;
beforeEach(async () => {
  const { log, text } = captureLog();
  logged = text;
  world = await openTrigger(log);
});
afterEach(() => world.stop());

it('P04 L14 titles, names, addresses of webhooks and secrets stand in no log and no message, in good times and bad', async () => {
  world.cards.set('a1', aCard('a1', { title: 'Canary title' }));
  world.contacts.set('k1', { name: 'Canary Name', addresses: ['canary@client.example'] });
  const hook = (await world.call('POST', '/v1/webhooks', { url: 'https://hooks.client.example/canary-path' })).body as Webhook;
  await world.call('POST', '/v1/rules', {
    name: 'Canary rule', on: 'booked', actions: [{ kind: 'webhook', endpointId: hook.id }, { kind: 'mail', to: 'client', subject: '{title}', text: 'Canary {client}' }],
  });
  world.receive = () => {
    throw new TypeError('fetch failed', { cause: new Error('connect https://hooks.client.example/canary-path') });
  };
  world.down = true;
  await world.happened({});
  world.down = false;
  await world.time.advance(20_000);
  await world.call('POST', '/v1/rules', { name: 'Canary', on: 'canary' });
  expect((await world.read('/v1/mails')).items).toHaveLength(1);
  expect(world.received.length).toBeGreaterThan(1);
  expect(logged()).toContain('work failed');
  expect(world.sent()).toHaveLength(1);
  expect(logged() + JSON.stringify(world.sent())).not.toMatch(/canary|Canary|whsec_|internal-token/);
  // Nor does a webhook say what the appointment says.
  expect(world.received[0]?.body).not.toMatch(/Canary title|Canary Name|canary@/);
});
