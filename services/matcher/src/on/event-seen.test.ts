import { eventJudged, type EventToJudge } from '@portal-sync/contracts';
import type { CloudEvent } from '@portal-sync/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pruneBatches } from '../every/prune-batches.ts';
import { seenBatches } from '../repos/seen-batches.ts';
import { admin, anEvent, openMatcher, platform, staff, type MatcherWorld } from '../testing/open-matcher.ts';

let world: MatcherWorld;
beforeEach(async () => {
  world = await openMatcher();
});
afterEach(() => world.stop());

const show = (...events: EventToJudge[]) => events.forEach((event) => world.events.set(event.eventId, event));
const judged = () => world.sent('event.judged').map((message: CloudEvent) => eventJudged.read(message));
const contacts = async () => (await world.call('GET', '/v1/contacts?limit=200', admin())).body as { items: { id: string; name: string; addresses: string[]; provenance: object }[] };

describe('an event that was seen is read, judged and answered', () => {
  it('I06 an unknown guest becomes a contact that says where it came from', async () => {
    show(anEvent('e1', ['Kim@Client.example'], 'disable-trigger'));
    await world.seen(['e1']);
    const { items } = await contacts();
    expect(items).toMatchObject([{ name: 'kim', addresses: ['kim@client.example'], provenance: { kind: 'google-event', eventId: 'e1', userId: 'sam' } }]);
    expect(judged()).toMatchObject([{
      agencyId: 'north', connectionId: 'k1', googleCalendarId: 'g1', eventId: 'e1', judgedFor: { etag: '"1"', settingsVersion: 1 },
      outcome: 'appointment', contactIds: [items[0]?.id], fires: false, reason: 'disable-trigger',
    }]);
    expect(world.sent('contact.changed')).toHaveLength(1);
  });

  it('I04 a known address is matched in any spelling', async () => {
    await world.call('PUT', '/v1/contacts/by-external-id/crm-1', platform(), { name: 'Kim', addresses: ['Kim@Bücher.example'] });
    show(anEvent('e1', ['kim@xn--bcher-kva.EXAMPLE'], 'smart'));
    await world.seen(['e1']);
    expect(judged()[0]).toMatchObject({ outcome: 'appointment', fires: true, contactIds: [(await contacts()).items[0]?.id] });
  });

  it('I01 one-way: no contact, no trigger, and no guest is kept', async () => {
    show(anEvent('e1', ['kim@client.example'], 'one-way'));
    await world.seen(['e1']);
    expect(judged()[0]).toMatchObject({ outcome: 'busy', fires: false, contactIds: [], reason: 'one-way' });
    expect((await contacts()).items).toEqual([]);
    const decisions = await world.call('GET', '/v1/decisions', staff());
    expect(decisions.body).toMatchObject({ items: [{ guests: [], reasons: ['one-way'] }] });
  });

  it('I09 two guests, one known: one appointment for the known', async () => {
    const known = (await world.call('POST', '/v1/contacts', admin(), { name: 'Lee', addresses: ['lee@client.example'] })).body as { id: string };
    show(anEvent('e1', ['new@client.example', 'lee@client.example'], 'smart'));
    await world.seen(['e1']);
    expect(judged()[0]).toMatchObject({ outcome: 'appointment', fires: true, contactIds: [known.id] });
    expect((await contacts()).items).toHaveLength(1);
  });

  it('a batch is one read, however many events it names; those that are gone are passed over', async () => {
    const ids = Array.from({ length: 100 }, (_, at) => `e${at}`);
    show(...ids.slice(1).map((id) => anEvent(id, ['kim@client.example'])));
    await world.seen(ids);
    expect(judged()).toHaveLength(99);
    expect(world.calls.filter((call) => call === 'POST /internal/events/read')).toHaveLength(1);
    expect((await contacts()).items).toHaveLength(1);
  });
});

describe('one unknown guest makes one contact', () => {
  it('when many batches judge it at the same time', async () => {
    const ids = Array.from({ length: 8 }, (_, at) => `e${at}`);
    show(...ids.map((id) => anEvent(id, ['new@client.example', 'new+tag@client.example'], 'two-way')));
    for (const event of world.events.values()) event.policy.foldPlusTags = true;
    await world.seenEach(ids);
    expect((await contacts()).items).toHaveLength(1);
    expect(new Set(judged().flatMap((one) => one.contactIds)).size).toBe(1);
    expect(judged()).toHaveLength(8);
  });

  it('when it is judged again after an edit', async () => {
    show(anEvent('e1', ['new@client.example']));
    await world.seen(['e1']);
    show(anEvent('e1', ['new@client.example'], 'two-way', { etag: '"2"' }));
    await world.seen(['e1']);
    expect((await contacts()).items).toHaveLength(1);
    expect(judged().map((one) => one.judgedFor.etag)).toEqual(['"1"', '"2"']);
  });
});

describe('M16 redelivered, reordered, failing', () => {
  it('M16 the same message again does nothing; another about the same state says the same verdict and makes nothing new', async () => {
    show(anEvent('e1', ['new@client.example']));
    await world.seen(['e1'], 'm1');
    await world.seen(['e1'], 'm1');
    await world.seen(['e1'], 'm2');
    const verdicts = judged();
    expect(verdicts).toHaveLength(2);
    expect(new Set(verdicts.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await contacts()).items).toHaveLength(1);
    expect(world.sent('contact.changed')).toHaveLength(1);
  });

  it('M16 what was decided for a state stays, though the guest became known meanwhile', async () => {
    show(anEvent('e1', ['new@client.example'], 'smart'));
    await world.seen(['e1']);
    await world.call('POST', '/v1/contacts', admin(), { name: 'New', addresses: ['new@client.example'] });
    await world.seen(['e1']);
    expect(judged().map((one) => one.outcome)).toEqual(['busy', 'busy']);
  });

  it('M16 an older message reads the current state', async () => {
    show(anEvent('e1', ['new@client.example'], 'two-way', { etag: '"9"' }));
    await world.seen(['e1'], 'older');
    expect(judged()[0]?.judgedFor.etag).toBe('"9"');
  });

  it('what is left of a judged batch goes once its message cannot come again', async () => {
    show(anEvent('e1', ['new@client.example']));
    await world.seen(['e1'], 'm1');
    const left = async () => (await world.store.get(seenBatches, 'm1'))?.eventIds;
    await world.time.advance(3 * 3_600_000);
    expect(await left()).toEqual([]);
    await pruneBatches({ store: world.store, clock: { now: () => world.time.clock.now() + 32 * 86_400_000 } } as never).run({ signal: new AbortController().signal });
    expect(await left()).toBeUndefined();
  });

  it('a batch that was judged by a process that died before it could say so is over, and the connector is asked for nothing', async () => {
    show(anEvent('e1', ['new@client.example']));
    await world.seen(['e1'], 'm1');
    world.calls.length = 0;
    await world.store.update(seenBatches, 'm1', (batch) => ({ ...batch, dueAt: world.time.clock.now() }));
    await world.time.advance(5_000);
    expect(world.calls.filter((call) => call === 'POST /internal/events/read')).toEqual([]);
    expect((await world.store.get(seenBatches, 'm1'))?.dueAt).toBeNull();
  });

  it('a connector that is down costs delay, not the judgement', async () => {
    show(anEvent('e1', ['new@client.example']));
    world.connectorStatus = 503;
    await world.seen(['e1']);
    expect(judged()).toEqual([]);
    world.connectorStatus = 200;
    await world.time.advance(60_000);
    expect(judged()).toHaveLength(1);
  });

  it('a connector without the route does not swallow the events either', async () => {
    show(anEvent('e1', ['new@client.example']));
    world.connectorStatus = 404;
    await world.seen(['e1']);
    world.connectorStatus = 200;
    await world.time.advance(60_000);
    expect(judged()).toHaveLength(1);
  });
});

it('I12 a first import of 1,000 events: zero contacts and zero triggers', async () => {
  const ids = Array.from({ length: 1000 }, (_, at) => `e${at}`);
  for (const [at, id] of ids.entries()) {
    const event = anEvent(id, [`guest${at}@client.example`]);
    show({ ...event, policy: { ...event.policy, backFill: { isBackFill: true, contacts: false, triggers: false } } });
  }
  for (let at = 0; at < 1000; at += 100) await world.seen(ids.slice(at, at + 100));
  expect(judged()).toHaveLength(1000);
  expect(judged().some((one) => one.fires || one.contactIds.length > 0)).toBe(false);
  expect((await contacts()).items).toEqual([]);
  expect(world.sent('contact.changed')).toEqual([]);
}, 60_000);

describe('decisions', () => {
  it('I22 say what was judged, for what, and why', async () => {
    show(anEvent('e1', ['new@client.example', 'sam@studio.example'], 'smart'));
    await world.seen(['e1']);
    const [one] = ((await world.call('GET', '/v1/decisions?eventId=e1', staff())).body as { items: { id: string }[] }).items;
    const shown = await world.call('GET', `/v1/decisions/${one?.id}`, staff());
    expect(shown.body).toMatchObject({
      eventId: 'e1', mode: 'smart', outcome: 'busy', fires: false, reasons: ['unknown-guests'], judgedFor: { etag: '"1"', settingsVersion: 1 },
      guests: [{ address: 'new@client.example', verdict: 'ignored' }, { address: 'sam@studio.example', verdict: 'self' }],
    });
  });

  it('are the person’s own: colleagues see none, the admin sees them without the guests who are nobody’s contact', async () => {
    show(anEvent('e1', ['stranger@client.example'], 'smart'), anEvent('e2', ['kim@client.example'], 'two-way'));
    await world.seen(['e1', 'e2']);
    const id = judged()[0]?.decisionId;
    expect((await world.call('GET', `/v1/decisions/${id}`, staff('max'))).status).toBe(404);
    expect((await world.call('GET', '/v1/decisions', staff('max'))).body).toEqual({ items: [] });
    expect((await world.call('GET', '/v1/decisions?eventId=e1', staff('max'))).body).toEqual({ items: [] });
    const forAdmin = JSON.stringify((await world.call('GET', '/v1/decisions', admin())).body);
    expect(forAdmin).not.toContain('stranger@client.example');
    expect(forAdmin).toContain('kim@client.example');
    expect((await world.call('GET', `/v1/decisions/${id}`, admin('harbour'))).status).toBe(404);
  });
});
