import { agencyRemoved, contactErased, userRemoved, type Firing } from '@portal-sync/contracts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admin, HARBOUR, HOOK, NORTH, openTrigger, type TriggerWorld } from '../testing/open-trigger.ts';

let world: TriggerWorld;
let campaignId: string;
beforeEach(async () => {
  world = await openTrigger();
  campaignId = ((await world.call('POST', '/v1/campaigns', { name: 'Reminders' })).body as { id: string }).id;
  const mail = (to: string) => ({ kind: 'mail', to, subject: 's', text: 'Dear {client}' });
  await world.call('POST', '/v1/rules', { name: 'r', on: 'booked', actions: [{ kind: 'enrol', campaignId }, mail('client'), mail('host')] });
  await world.happened({ contactIds: ['k1'] }, { appointmentId: 'a2', contactIds: ['k2'] });
});
afterEach(() => world.stop());

const stamp = () => ({ id: `m${world.time.clock.now()}`, now: world.time.clock.now() });
const firings = async () => (await world.read<{ items: Firing[] }>('/v1/firings')).items;
const mails = async () => (await world.read('/v1/mails')).items.map((mail) => mail['text']);

it('an erased contact leaves no enrolment, no mail that speaks of them, and no name in a firing', async () => {
  expect(await mails()).toHaveLength(4);
  await world.send(contactErased.make({ agencyId: NORTH, contactId: 'k1' }, stamp()));
  expect((await firings()).map((one) => one.contactId).sort()).toEqual(['k2', null]);
  expect(await mails()).toEqual(['Dear Lee', 'Dear Lee']);
  expect((await world.read(`/v1/campaigns/${campaignId}/enrolments`)).items).toMatchObject([{ contactId: 'k2' }]);
  expect(world.sent('contact.erased.done').map((message) => message.data)).toEqual([{ agencyId: NORTH, subjectId: 'k1', service: 'trigger', count: 4 }]);
});

it('an action that was waiting for an erased contact writes nothing', async () => {
  world.down = true;
  await world.happened({ version: 2, contactIds: ['k1'] });
  await world.send(contactErased.make({ agencyId: NORTH, contactId: 'k1' }, stamp()));
  world.down = false;
  await world.time.advance(600_000);
  expect(await mails()).not.toContain('Dear Kim');
  expect((await world.read(`/v1/campaigns/${campaignId}/enrolments`)).items).toMatchObject([{ contactId: 'k2' }]);
});

it('nor does one that had read the contact just before', async () => {
  let answer = () => undefined as void;
  world.beforeAnswer = (path) => (path.includes('/contacts/k1') || path.endsWith('/k1') ? new Promise((resolve) => (answer = resolve)) : Promise.resolve());
  await world.happened({ version: 2, contactIds: ['k1'] });
  await world.send(contactErased.make({ agencyId: NORTH, contactId: 'k1' }, stamp()));
  expect(world.sent('contact.erased.done')).toHaveLength(1);
  world.beforeAnswer = () => Promise.resolve();
  answer();
  await world.time.advance(5_000);
  expect(await mails()).not.toContain('Dear Kim');
});

it('somebody who was made anew under the id of a removed person keeps their mails, when it is said again', async () => {
  const before = await mails();
  await world.send(userRemoved.make({ agencyId: NORTH, userId: 'sam' }, stamp()));
  expect([await mails(), world.sent('user.removed.done')]).toEqual([before, []]);
});

it('a removed person’s mails go', async () => {
  world.removed.add('sam');
  await world.send(userRemoved.make({ agencyId: NORTH, userId: 'sam' }, stamp()));
  expect((await world.read('/v1/mails')).items.map((mail) => mail['to']).sort()).toEqual(['kim@client.example', 'lee@client.example']);
  expect(world.sent('user.removed.done').map((message) => message.data)).toEqual([{ agencyId: NORTH, subjectId: 'sam', service: 'trigger', count: 2 }]);
});

it('a removed agency leaves nothing, and its neighbour everything', async () => {
  await world.call('POST', '/v1/webhooks', { url: HOOK });
  await world.call('POST', '/v1/webhooks', { url: HOOK }, admin(HARBOUR));
  await world.send(agencyRemoved.make({ agencyId: NORTH }, stamp()));
  for (const path of ['rules', 'campaigns', 'webhooks', 'firings', 'mails']) expect((await world.read(`/v1/${path}`)).items).toEqual([]);
  expect((await world.read('/v1/webhooks', admin(HARBOUR))).items).toHaveLength(1);
  // webhook, rule, 2 firings, 2 enrolments, campaign, 4 mails
  expect(world.sent('agency.removed.done').map((message) => message.data)).toEqual([{ agencyId: NORTH, subjectId: NORTH, service: 'trigger', count: 11 }]);
});
