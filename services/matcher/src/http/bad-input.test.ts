import { reachOf, type Caller, type Contact, type Role } from '@portal-sync/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const at = (path: string, values: Record<string, string> = ids) => path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? 'x');
const everything = async () => JSON.stringify([
  (await world.call('GET', '/v1/contacts', admin())).body,
  (await world.call('GET', '/v1/decisions', admin())).body,
  (await world.call('GET', '/v1/contacts', admin(HARBOUR))).body,
]);
const BODIES: Record<string, object> = { createContact: { name: 'New' }, changeContact: { name: 'New' }, putContact: { name: 'New' } };
const callers: readonly (readonly [string, Caller])[] = [
  ...(['admin', 'staff', 'client', 'prospect'] as Role[]).map((role) => [role, { kind: 'user', agencyId: NORTH, userId: 'zoe', role, contactId: 'c1' } as Caller] as const),
  ['platform', { kind: 'platform', agencyId: NORTH, clientId: 'crm' }],
  ['service', { kind: 'service', name: 'connector' }],
  ['nobody', { kind: 'anyone' }],
];

/** A refusal is a problem document with that status, says nothing of ours, and changes nothing. */
async function refused(call: Parameters<MatcherWorld['service']['call']>[0], ...statuses: number[]): Promise<void> {
  const before = await everything();
  const answer = await world.service.call(call);
  expect(statuses).toContain(answer.status);
  expect(answer.headers?.['content-type']).toBe('application/problem+json');
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at \w+ \(|stack|sqlite/i);
  expect(await everything()).toBe(before);
}

describe.each(routes)('$method $path', (route) => {
  const call = (caller: Caller, body: unknown = BODIES[route.id], url = at(route.path), headers: Record<string, string> = {}) => ({
    method: route.method, url, caller, headers, ...(body === undefined ? {} : { body }),
  });

  it.each(callers.filter(([, caller]) => reachOf(route.who, caller) === undefined))('is not for %s', async (who, caller) => {
    await refused(call(caller), who === 'nobody' ? 401 : 403);
  });

  it('refuses an unknown query field', () => refused(call(allowed(), undefined, `${at(route.path)}?unknown=1`), 400));

  if (route.path.includes('{')) it('takes no id that is none', async () => {
    for (const bad of ['%20', 'a%20b', '%00', '%0A', 'x'.repeat(300), '%F0%9F%92%A9', '%zz']) {
      await refused(call(allowed(), BODIES[route.id], route.path.replaceAll(/\{\w+\}/g, bad)), 400, 404);
    }
  });

  if (route.path.includes('{') && route.who !== 'service' && route.id !== 'putContact') it('P01 another agency’s ids are not found, and nothing happens', async () => {
    const other = { kind: 'user', agencyId: HARBOUR, userId: 'ada', role: 'admin' } as const;
    await refused(call(other), 404);
  });

  if (route.body !== undefined) it('refuses bodies of the wrong shape', async () => {
    const bad: unknown[] = [
      [], 'text', 7, null, { unknown: 1 }, { ...BODIES[route.id], unknown: 1 }, { name: 7 }, { name: 'x'.repeat(201) }, { name: 'x', addresses: 'a@b.example' },
      { name: 'x', addresses: ['no address'] }, { name: 'x', addresses: Array.from({ length: 21 }, (_, n) => `a${n}@b.example`) }, { name: 'x', phone: { $gt: '' } },
      { name: 'x', provenance: { kind: 'api' } }, { name: 'x', agencyId: HARBOUR }, { ...JSON.parse('{"__proto__":{"name":"x"},"constructor":1}') as object },
    ];
    for (const body of bad) await refused(call(allowed(), body), 400, 422);
    await refused(call(allowed(), '{"name":'), 400);
    await refused(call(allowed(), { name: 'x'.repeat(100_000) }), 413, 422);
  });

  if (route.query !== undefined) it('refuses bad pages', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', `cursor=${'x'.repeat(501)}`]) {
      await refused(call(allowed(), undefined, `${at(route.path)}?${query}`), 400);
    }
    await refused(call(allowed(), undefined, `${at(route.path)}?cursor=bm90LWEtY3Vyc29y`), 400);
  });

  const allowed = (): Caller => (route.who === 'service' ? { kind: 'service', name: 'connector' } : admin());
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
