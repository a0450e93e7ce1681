import { refusesBadInput } from '@portal-sync/runtime/testing';
import { afterAll, beforeAll } from 'vitest';
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

const mail = { kind: 'mail', to: 'host', subject: 's', text: 't' };
const bodies: Readonly<Record<string, object>> = {
  createRule: { name: 'r', on: 'booked', actions: [mail] }, changeRule: { name: 'r' }, createCampaign: { name: 'c' }, createWebhook: { url: HOOK },
};
const badChanges = [
  { name: '', url: 'x' }, { name: 'x'.repeat(121), url: 7 }, { name: { $gt: '' }, url: { $gt: '' } }, { agencyId: HARBOUR }, { secret: 'whsec_x' },
];
const badRules = [
  { on: 'born' }, { actions: [] }, { actions: [{ kind: 'shell', text: 'rm' }] }, { actions: [{ ...mail, to: 'all@x.example' }] }, { actions: [{ ...mail, extra: 1 }] },
  { actions: Array.from({ length: 11 }, () => mail) }, { calendarIds: ['no id'] }, { enabled: 'yes' }, { actions: [{ ...mail, text: 'x'.repeat(4001) }] },
];

refusesBadInput({
  routes,
  agencyId: NORTH,
  admin: admin(),
  stranger: admin(HARBOUR),
  call: (request) => world.service.call(request),
  ids: () => ids,
  async everything() {
    const lists = ['rules', 'campaigns', 'webhooks', 'firings', 'mails'].flatMap((list) => [NORTH, HARBOUR].map((agencyId) => world.read(`/v1/${list}`, admin(agencyId))));
    return JSON.stringify(await Promise.all(lists));
  },
  bodies,
  badBodies: (routeId) => [{}, ...[...badChanges, ...(routeId.endsWith('Rule') ? badRules : [])].map((change) => ({ ...bodies[routeId], ...change }))],
});
