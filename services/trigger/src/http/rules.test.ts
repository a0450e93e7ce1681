import type { Rule, Webhook } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOOK, openTrigger, type TriggerWorld } from '../testing/open-trigger.ts';

let world: TriggerWorld;
let campaignId: string;
beforeEach(async () => {
  world = await openTrigger();
  campaignId = ((await world.call('POST', '/v1/campaigns', { name: 'Reminders' })).body as { id: string }).id;
});
afterEach(() => world.stop());

const make = (body: object) => world.call('POST', '/v1/rules', { name: 'r', on: 'booked', actions: [{ kind: 'enrol', campaignId }], ...body });

describe('rules', () => {
  it('are made with every filter open, changed field by field, and removed', async () => {
    const made = await make({});
    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { calendarIds: [], types: [], fields: [], enabled: true, version: 1 } });
    const { id } = made.body as Rule;
    expect(await world.call('PATCH', `/v1/rules/${id}`, { enabled: false })).toMatchObject({ status: 200, body: { name: 'r', enabled: false, version: 2 } });
    expect((await world.call('PATCH', `/v1/rules/${id}`, { name: 'x' }, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await world.read('/v1/rules')).items).toMatchObject([{ id, name: 'r' }]);
    expect((await world.call('DELETE', `/v1/rules/${id}`)).status).toBe(204);
    expect((await world.call('GET', `/v1/rules/${id}`)).status).toBe(404);
    expect((await world.call('DELETE', `/v1/rules/${id}`)).status).toBe(404);
  });

  it('name only campaigns and webhooks of their own agency', async () => {
    expect(await make({ actions: [{ kind: 'enrol', campaignId: 'nobody' }] })).toMatchObject({ status: 422, body: { issues: [{ path: 'body.actions.0.campaignId' }] } });
    const hook = (await world.call('POST', '/v1/webhooks', { url: HOOK }, { kind: 'user', agencyId: 'harbour', userId: 'x', role: 'admin' })).body as Webhook;
    expect(await make({ actions: [{ kind: 'webhook', endpointId: hook.id }] })).toMatchObject({ status: 422 });
    const mine = (await make({})).body as Rule;
    expect(await world.call('PATCH', `/v1/rules/${mine.id}`, { actions: [{ kind: 'leave', campaignId: 'nobody' }] })).toMatchObject({ status: 422 });
    expect((await world.call('GET', `/v1/rules/${mine.id}`)).body).toMatchObject({ version: 1 });
  });

  it('watch fields only on rescheduled, also after a change', async () => {
    expect(await make({ fields: ['title'] })).toMatchObject({ status: 422, body: { issues: [{ path: 'body.fields' }] } });
    const made = (await make({ on: 'rescheduled', fields: ['title'] })).body as Rule;
    expect((await world.call('PATCH', `/v1/rules/${made.id}`, { on: 'cancelled' })).status).toBe(422);
    expect((await world.call('PATCH', `/v1/rules/${made.id}`, { on: 'cancelled', fields: [] })).status).toBe(200);
  });

  it('a webhook to an address that is not public is refused', async () => {
    for (const url of ['http://hooks.example/', 'https://127.0.0.1/', 'https://10.0.0.1/', 'https://localhost/']) {
      expect(await world.call('POST', '/v1/webhooks', { url })).toMatchObject({ status: 422, body: { issues: [{ path: 'body.url' }] } });
    }
    expect((await world.read('/v1/webhooks')).items).toEqual([]);
  });
});
