import { reachOf, type Caller, type Role } from '@portal-sync/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../app.ts';
import { admin, HARBOUR, HOOK, NORTH, openTrigger, type TriggerWorld } from '../testing/open-trigger.ts';

let world: TriggerWorld;
let ids: Record<string, string>;
beforeAll(async () => {
  world = await openTrigger();
  const made = async (path: string, body: object) => ((await world.call('POST', path, body)).body as { id: string }).id;
  const campaignId = await made('/v1/campaigns', { name: 'c' });
  const webhookId = await made('/v1/webhooks', { url: HOOK });
  const ruleId = await made('/v1/rules', { name: 'r', on: 'booked', actions: [{ kind: 'webhook', endpointId: webhookId }] });
  await world.happened({});
  const [firing] = (await world.read('/v1/firings')).items;
  ids = { campaignId, webhookId, ruleId, firingId: String(firing?.['id']) };
});
afterAll(() => world.stop());

const at = (path: string, values: Record<string, string> = ids) => path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? 'x');
const everything = async () => {
  const lists = ['rules', 'campaigns', 'webhooks', 'firings', 'mails'].flatMap((list) => [NORTH, HARBOUR].map((agencyId) => world.read(`/v1/${list}`, admin(agencyId))));
  return JSON.stringify(await Promise.all(lists));
};
const BODIES: Record<string, object> = {
  createRule: { name: 'r', on: 'booked', actions: [{ kind: 'mail', to: 'host', subject: 's', text: 't' }] },
  changeRule: { name: 'r' }, createCampaign: { name: 'c' }, createWebhook: { url: HOOK },
};
const callers: readonly (readonly [string, Caller])[] = [
  ...(['admin', 'staff', 'client', 'prospect'] as Role[]).map((role) => [role, { kind: 'user', agencyId: NORTH, userId: 'zoe', role, contactId: 'c1' } as Caller] as const),
  ['platform', { kind: 'platform', agencyId: NORTH, clientId: 'crm' }],
  ['service', { kind: 'service', name: 'connector' }],
  ['nobody', { kind: 'anyone' }],
];

/** A refusal is a problem document with that status, says nothing of ours, and changes nothing. */
async function refused(call: Parameters<TriggerWorld['service']['call']>[0], ...statuses: number[]): Promise<void> {
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

  if (route.path.includes('{') && route.who !== 'service') it('P01 another agency’s ids are not found, and nothing happens', async () => {
    const other = { kind: 'user', agencyId: HARBOUR, userId: 'ada', role: 'admin' } as const;
    await refused(call(other), 404);
  });

  if (route.body !== undefined) it('refuses bodies of the wrong shape', async () => {
    const mail = { kind: 'mail', to: 'host', subject: 's', text: 't' };
    const bad: unknown[] = [
      [], 'text', 7, null, {}, { unknown: 1 }, { ...BODIES[route.id], unknown: 1 }, { ...BODIES[route.id], name: '', url: 'x' }, { ...BODIES[route.id], name: 'x'.repeat(121), url: 7 },
      { ...BODIES[route.id], name: { $gt: '' }, url: { $gt: '' } }, { ...BODIES[route.id], agencyId: HARBOUR }, { ...BODIES[route.id], secret: 'whsec_x' },
      ...(route.id.endsWith('Rule')
        ? [{ on: 'born' }, { actions: [] }, { actions: [{ kind: 'shell', text: 'rm' }] }, { actions: [{ ...mail, to: 'all@x.example' }] }, { actions: [{ ...mail, extra: 1 }] },
           { actions: Array.from({ length: 11 }, () => mail) }, { calendarIds: ['no id'] }, { enabled: 'yes' }, { actions: [{ ...mail, text: 'x'.repeat(4001) }] }]
            .map((change) => ({ ...BODIES[route.id], ...change }))
        : []),
    ];
    for (const body of bad) await refused(call(allowed(), body), 400, 422);
    await refused(call(allowed(), '{"name":'), 400);
    await refused(call(allowed(), { ...BODIES[route.id], name: 'x'.repeat(100_000) }), 413, 422);
  });

  if (route.query !== undefined) it('refuses bad pages', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', `cursor=${'x'.repeat(501)}`]) {
      await refused(call(allowed(), undefined, `${at(route.path)}?${query}`), 400);
    }
    await refused(call(allowed(), undefined, `${at(route.path)}?cursor=bm90LWEtY3Vyc29y`), 400);
  });

  const allowed = (): Caller => (route.who === 'service' ? { kind: 'service', name: 'connector' } : admin());
});
