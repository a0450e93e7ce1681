import type { Contact } from '@portal-sync/contracts';
import { refusesBadInput } from '@portal-sync/runtime/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../app.ts';
import { admin, anEvent, HARBOUR, NORTH, openMatcher, type MatcherWorld } from '../testing/open-matcher.ts';

let world: MatcherWorld;
let ids: Record<string, string>;
beforeAll(async () => {
  world = await openMatcher();
  world.events.set('e1', anEvent('e1', ['kim@client.example']));
  await world.seen(['e1']);
  await world.call('PUT', '/v1/contacts/by-external-id/crm-1', admin(), { name: 'Lee', addresses: ['lee@client.example'] });
  const contacts = ((await world.call('GET', '/v1/contacts', admin())).body as { items: Contact[] }).items;
  const decisions = ((await world.call('GET', '/v1/decisions', admin())).body as { items: { id: string }[] }).items;
  ids = { contactId: contacts[0]?.id ?? '', externalId: 'crm-1', decisionId: decisions[0]?.id ?? '', agencyId: NORTH };
});
afterAll(() => world.stop());

refusesBadInput({
  routes,
  agencyId: NORTH,
  admin: admin(),
  stranger: admin(HARBOUR),
  call: (request) => world.service.call(request),
  ids: () => ids,
  everything: async () =>
    JSON.stringify([
      (await world.call('GET', '/v1/contacts', admin())).body,
      (await world.call('GET', '/v1/decisions', admin())).body,
      (await world.call('GET', '/v1/contacts', admin(HARBOUR))).body,
    ]),
  bodies: { createContact: { name: 'New' }, changeContact: { name: 'New' }, putContact: { name: 'New' } },
  badBodies: () => [
    { name: 7 }, { name: 'x'.repeat(201) }, { name: 'x', addresses: 'a@b.example' }, { name: 'x', addresses: ['no address'] },
    { name: 'x', addresses: Array.from({ length: 21 }, (_, n) => `a${n}@b.example`) }, { name: 'x', phone: { $gt: '' } },
    { name: 'x', provenance: { kind: 'api' } }, { name: 'x', agencyId: HARBOUR }, { ...(JSON.parse('{"__proto__":{"name":"x"},"constructor":1}') as object) },
  ],
  ownByName: ['putContact'],
});

it('a search with a cursor nobody gave finds nothing and harms nothing', async () => {
  for (const cursor of ['%00', 'x', '____', 'bm90LWEtY3Vyc29y']) {
    const answer = await world.call('GET', `/v1/contacts?search=kim&cursor=${cursor}`, admin());
    expect(answer.status).toBeLessThan(500);
  }
});

it('P04 a canary in names and addresses stands in no refusal', async () => {
  const answer = await world.call('POST', '/v1/contacts', admin(), { name: 'canary'.repeat(50), addresses: ['canary'] });
  expect(answer.status).toBe(422);
  expect(JSON.stringify(answer)).not.toContain('canary');
});
