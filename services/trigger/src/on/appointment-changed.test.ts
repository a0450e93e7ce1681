import { appointmentChanged, type Firing, type Rule } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeHappening } from '../actions/take-happening.ts';
import { pruneHappenings } from '../every/prune-happenings.ts';
import { appointmentWork } from '../repos/appointment-work.ts';
import { happenings } from '../repos/happenings.ts';
import { aCard, admin, HARBOUR, NORTH, openTrigger, type TriggerWorld } from '../testing/open-trigger.ts';

let world: TriggerWorld;
let campaignId: string;
beforeEach(async () => {
  world = await openTrigger();
  campaignId = ((await world.call('POST', '/v1/campaigns', { name: 'Reminders' })).body as { id: string }).id;
});
afterEach(() => world.stop());

const rule = async (on: Rule['on'], change: Partial<Rule> = {}) => {
  const made = await world.call('POST', '/v1/rules', { name: `On ${on}`, on, actions: [{ kind: 'enrol', campaignId }], ...change });
  expect(made.status).toBe(201);
  return made.body as Rule;
};
const firings = async (query = '') => (await world.read<{ items: Firing[] }>(`/v1/firings${query}`)).items;
const enrolments = async () => (await world.read(`/v1/campaigns/${campaignId}/enrolments`)).items;

describe('what happened fires once', () => {
  it('a booking enrols its client and is told on the bus', async () => {
    const booked = await rule('booked');
    await world.happened({});
    const [one, ...more] = await firings();
    expect(more).toEqual([]);
    expect(one).toMatchObject({ ruleId: booked.id, appointmentId: 'a1', appointmentVersion: 1, contactId: 'k1', on: 'booked', actions: [{ kind: 'enrol', state: 'done', attempts: 1 }] });
    expect(await enrolments()).toMatchObject([{ contactId: 'k1', appointmentId: 'a1', firingId: one?.id, leftAt: null }]);
    expect(await world.read('/v1/campaigns')).toMatchObject({ items: [{ id: campaignId, enrolled: 1 }] });
    expect(world.sent('trigger.fired').map((message) => message.data)).toEqual([
      { agencyId: NORTH, firingId: one?.id, ruleId: booked.id, appointmentId: 'a1', contactId: 'k1' },
    ]);
    expect(await world.read(`/v1/firings/${one?.id}`)).toEqual(one);
    expect((await world.store.find(appointmentWork, { index: 'byAgency', equals: [NORTH] })).items).toEqual([]);
  });

  it('M16 I16 redelivered, said again and out of order: the same firings, once', async () => {
    await rule('booked');
    await rule('cancelled', { actions: [{ kind: 'leave', campaignId }] });
    const first = world.message({ version: 1 }, 'm1');
    const second = world.message({ version: 2, kind: 'cancelled' }, 'm2');
    await world.send(second, first, second);
    await world.send(first);
    await world.send(world.message({ version: 1 }, 'other-envelope'));
    expect((await firings()).map((one) => [one.appointmentVersion, one.on]).sort()).toEqual([[1, 'booked'], [2, 'cancelled']]);
    expect(await enrolments()).toHaveLength(1);
    expect(world.sent('trigger.fired')).toHaveLength(2);
  });

  it('a cancellation that comes while the booking is still worked on is measured by how the appointment stands after it', async () => {
    await rule('booked', { actions: [{ kind: 'mail', to: 'client', subject: 'booked', text: 'x' }] });
    await rule('cancelled', { actions: [{ kind: 'mail', to: 'client', subject: 'called off', text: 'x' }] });
    let cancelled = false;
    world.beforeAnswer = async (path) => {
      if (cancelled || !path.includes('/contacts/')) return;
      cancelled = true;
      world.cards.set('a1', { ...aCard('a1'), version: 2, status: 'cancelled' });
      await takeHappening({ store: world.store, clock: world.time.clock, makeId: () => 'told-1' } as never, appointmentChanged.read(world.message({ version: 2, kind: 'cancelled' })));
    };
    await world.happened({});
    await world.time.advance(5_000);
    const called = (await firings()).find(({ on }) => on === 'cancelled');
    expect(called?.actions).toMatchObject([{ kind: 'mail', state: 'done' }]);
  });

  it('M16 a rule that is made later does not fire for what happened before, however late its message comes again', async () => {
    const message = world.message({});
    await world.send(message);
    await rule('booked');
    await world.send(message);
    expect(await firings()).toEqual([]);
  });

  it('I12 I06 fires: false fires nothing', async () => {
    await rule('booked');
    await world.happened({ fires: false, cause: 'import' }, { appointmentId: 'a2', fires: false, cause: 'judged', bookedBy: 'google' });
    expect(await firings()).toEqual([]);
    expect(world.sent('trigger.fired')).toEqual([]);
  });

  it('a customer’s booking fires customer-booked and booked', async () => {
    await rule('booked');
    await rule('customer-booked');
    await world.happened({ bookedBy: 'customer' }, { appointmentId: 'a2', bookedBy: 'staff' });
    expect((await firings('?appointmentId=a1')).map((one) => one.on).sort()).toEqual(['booked', 'customer-booked']);
    expect((await firings('?appointmentId=a2')).map((one) => one.on)).toEqual(['booked']);
  });

  it('one contact is enrolled once for one appointment, though two rules ask for it', async () => {
    await rule('booked');
    await rule('customer-booked');
    await world.happened({ bookedBy: 'customer' });
    expect(await enrolments()).toHaveLength(1);
    expect((await firings()).flatMap((one) => one.actions.map((action) => action.detail)).sort()).toEqual(['enrolled-already', null]);
  });

  it('I09 each contact has its own firing', async () => {
    await rule('booked');
    await world.happened({ contactIds: ['k1', 'k2'] });
    expect((await firings()).map((one) => one.contactId).sort()).toEqual(['k1', 'k2']);
    expect(await enrolments()).toHaveLength(2);
  });

  it('another agency’s rules are none of its business', async () => {
    await world.call('POST', '/v1/rules', { name: 'r', on: 'booked', actions: [{ kind: 'mail', to: 'host', subject: 's', text: 't' }] }, admin(HARBOUR));
    await world.happened({});
    expect((await world.read('/v1/firings', admin(HARBOUR))).items).toEqual([]);
    expect(await firings()).toEqual([]);
  });

  it('which versions were taken is forgotten once their messages cannot come again', async () => {
    await world.happened({});
    const taken = async () => (await world.store.find(happenings, { index: 'byAgency', equals: [NORTH] })).items;
    await world.time.advance(2 * 3_600_000);
    expect(await taken()).toHaveLength(1);
    await pruneHappenings({ store: world.store, clock: { now: () => world.time.clock.now() + 32 * 86_400_000 } }).run({ signal: new AbortController().signal });
    expect(await taken()).toEqual([]);
  });
});

describe('what follows looks at how things stand', () => {
  it('nobody is enrolled for an appointment that was cancelled meanwhile', async () => {
    await rule('booked');
    world.cards.set('a1', aCard('a1', { status: 'cancelled', version: 2 }));
    await world.happened({});
    expect((await firings())[0]?.actions).toEqual([{ kind: 'enrol', state: 'skipped', attempts: 0, detail: 'cancelled-meanwhile' }]);
    expect(await enrolments()).toEqual([]);
  });

  it('nor for one its owner does not know', async () => {
    await rule('booked');
    world.cards.delete('a1');
    await world.happened({});
    expect((await firings())[0]?.actions[0]).toMatchObject({ state: 'skipped', detail: 'appointment-gone' });
  });

  it('booked, cancelled and taken back: who is enrolled in the end stays so', async () => {
    await rule('booked');
    await rule('cancelled', { actions: [{ kind: 'leave', campaignId }] });
    await world.happened({});
    await world.happened({ version: 2, kind: 'cancelled' }, { version: 3, kind: 'revived' });
    expect((await firings('?appointmentId=a1')).find((one) => one.on === 'cancelled')?.actions[0]).toMatchObject({ state: 'skipped', detail: 'on-again' });
    expect(await enrolments()).toMatchObject([{ leftAt: null }]);
  });

  it('a cancellation takes the client out of the campaign, as far as this appointment put them in', async () => {
    await rule('booked');
    await rule('cancelled', { actions: [{ kind: 'leave', campaignId }] });
    await world.happened({}, { appointmentId: 'a2' });
    world.cards.set('a1', aCard('a1', { status: 'cancelled', version: 2 }));
    await world.happened({ version: 2, kind: 'cancelled' });
    const left = (await enrolments()).map((one) => [one['appointmentId'], one['leftAt'] !== null]);
    expect(left.sort()).toEqual([['a1', true], ['a2', false]]);
    expect(await world.read('/v1/campaigns')).toMatchObject({ items: [{ enrolled: 1 }] });
  });

  it('neighbours that are down cost delay; actions then run in the order of versions, though the rows came in another', async () => {
    await rule('booked', { actions: [{ kind: 'mail', to: 'host', subject: 'booked', text: 'x' }] });
    await rule('rescheduled', { actions: [{ kind: 'mail', to: 'host', subject: 'moved', text: 'x' }] });
    world.down = true;
    await world.happened({ version: 3, kind: 'rescheduled' }, { version: 1 }, { version: 2, kind: 'rescheduled' });
    expect((await world.read('/v1/mails')).items).toEqual([]);
    expect((await firings()).every((one) => one.actions[0]?.state === 'waiting')).toBe(true);
    world.down = false;
    await world.time.advance(600_000);
    const order = [...(await world.read('/v1/mails')).items].reverse().map((mail) => mail['firingId']);
    const byVersion = (await firings()).sort((a, b) => a.appointmentVersion - b.appointmentVersion).map((one) => one.id);
    expect(order).toHaveLength(3);
    expect(order).toEqual(byVersion);
  });
});

describe('mail goes into the ledger in the agency’s name', () => {
  const mail = (to: 'client' | 'host') => ({ kind: 'mail' as const, to, subject: '{title} on {when}', text: 'Dear {client}, yours, {agency}' });

  it('to the client and to the host', async () => {
    await rule('booked', { actions: [mail('client'), mail('host')] });
    await world.happened({ contactIds: ['k1', 'k2'] });
    const { items } = await world.read('/v1/mails');
    expect(items.map((one) => one['to']).sort()).toEqual(['kim@client.example', 'lee@client.example', 'sam@studio.example']);
    expect(items.find((one) => one['to'] === 'kim@client.example')).toMatchObject({
      fromName: 'Northlight', subject: expect.stringMatching(/^Massage on Monday.*Stockholm/), text: 'Dear Kim, yours, Northlight',
    });
  });

  it('a client without an address gets none, and the firing says so', async () => {
    world.contacts.set('k1', { name: 'Kim', addresses: [] });
    await rule('booked', { actions: [mail('client')] });
    await world.happened({});
    expect((await world.read('/v1/mails')).items).toEqual([]);
    expect((await firings())[0]?.actions[0]).toMatchObject({ state: 'skipped', detail: 'no-address' });
  });

  it('without a contact the host is told all the same', async () => {
    await rule('booked', { actions: [mail('host'), { kind: 'enrol', campaignId }] });
    await world.happened({ contactIds: [] });
    expect((await firings())[0]).toMatchObject({ contactId: null, actions: [{ state: 'done' }, { state: 'skipped', detail: 'no-contact' }] });
    expect((await world.read('/v1/mails')).items).toMatchObject([{ to: 'sam@studio.example' }]);
  });
});
