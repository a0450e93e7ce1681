import { agencyRemoved, contactErasedDone, userRemoved, type Contact } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contactWords } from '../repos/contact-words.ts';
import { addressBook } from '../repos/address-book.ts';
import { decisions } from '../repos/decisions.ts';
import { admin, anEvent, HARBOUR, NORTH, openMatcher, platform, staff, type MatcherWorld } from '../testing/open-matcher.ts';

let world: MatcherWorld;
beforeEach(async () => {
  world = await openMatcher();
});
afterEach(() => world.stop());

const stamp = () => ({ id: `m${world.time.clock.now()}`, now: world.time.clock.now() });
const contacts = async (agencyId = NORTH) => ((await world.call('GET', '/v1/contacts', admin(agencyId))).body as { items: Contact[] }).items;

describe('erasing a contact', () => {
  const erased = async () => {
    world.events.set('e1', anEvent('e1', ['kim@client.example', 'lee@client.example']));
    await world.seen(['e1']);
    const kim = (await contacts()).find((contact) => contact.name === 'kim');
    const answer = await world.call('DELETE', `/v1/contacts/${kim?.id}`, admin());
    await world.time.advance(3_000);
    return { id: kim?.id ?? '', answer };
  };

  it('takes the card and everything that led to it, and asks every other owner', async () => {
    const { id, answer } = await erased();
    expect(answer).toMatchObject({ status: 202, body: { contactId: id, complete: false } });
    expect((await world.call('GET', `/v1/contacts/${id}`, admin())).status).toBe(404);
    expect((await world.call('GET', '/v1/contacts?search=kim', admin())).body).toEqual({ items: [] });
    expect((await world.call('GET', '/v1/contacts?address=kim@client.example', admin())).body).toEqual({ items: [] });
    expect(world.sent('contact.erased').map((message) => message.data)).toEqual([{ agencyId: NORTH, contactId: id }]);
  });

  it('leaves no trace of the address in our store but an HMAC', async () => {
    await erased();
    const everything = JSON.stringify([
      (await world.store.find(decisions, { index: 'byTime', equals: [NORTH] })).items,
      (await world.store.find(contactWords, { index: 'byPlace', equals: [NORTH] })).items,
      (await world.store.find(addressBook, { index: 'byAgency', equals: [NORTH] })).items,
    ]);
    expect(everything).not.toContain('kim@');
    expect(everything).toContain('lee@client.example');
  });

  it('is answered by us with the number of records, and is complete when all have answered', async () => {
    const { id } = await erased();
    expect(world.sent('contact.erased.done').map((message) => message.data)).toEqual([{ agencyId: NORTH, subjectId: id, service: 'matcher', count: 2 }]);
    for (const service of ['broker', 'connector', 'trigger', 'portal'] as const) {
      expect((await world.call('GET', `/v1/contacts/${id}/erasure`, admin())).body).toMatchObject({ complete: false });
      await world.send(contactErasedDone[service].make({ agencyId: NORTH, subjectId: id, service, count: 1 }, stamp()));
    }
    expect((await world.call('GET', `/v1/contacts/${id}/erasure`, admin())).body).toMatchObject({
      complete: true, answers: { broker: 1, connector: 1, matcher: 2, portal: 1, trigger: 1 },
    });
    expect((await world.call('GET', `/v1/contacts/${id}/erasure`, admin(HARBOUR))).status).toBe(404);
  });

  it('the next pull does not bring it back, with or without a plus tag where tags are folded', async () => {
    await erased();
    const again = anEvent('e2', ['KIM@client.example']);
    world.events.set('e2', again);
    world.events.set('e3', { ...anEvent('e3', ['kim+cal@client.example']), policy: { ...again.policy, foldPlusTags: true } });
    await world.seen(['e2', 'e3']);
    expect(world.sent('event.judged').slice(-2).map((message) => message.data)).toMatchObject([
      { outcome: 'busy', contactIds: [], reason: 'suppressed' },
      { outcome: 'busy', contactIds: [], reason: 'suppressed' },
    ]);
    expect((await contacts()).map((contact) => contact.name)).toEqual(['lee']);
  });

  it('and an edit of an event with them leaves no trace of the address either', async () => {
    await erased();
    world.events.set('e1', { ...anEvent('e1', ['kim@client.example', 'lee@client.example']), etag: '"edited"' });
    await world.seen(['e1'], 'again');
    const items = (await world.store.find(decisions, { index: 'byTime', equals: [NORTH] })).items;
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('kim@');
    expect(items.flatMap(({ guests }) => guests.map(({ verdict }) => verdict))).toContain('suppressed');
  });

  it.each([['at once', 0], ['once no decision names them any more', 3_000]])('an event that was judged with them and is asked for again is judged anew: %s', async (_when, ms) => {
    world.events.set('e9', anEvent('e9', ['kim@client.example']));
    await world.seen(['e9']);
    expect(world.sent('event.judged').at(-1)?.data).toMatchObject({ outcome: 'appointment', fires: true });
    await world.call('DELETE', `/v1/contacts/${(await contacts())[0]?.id}`, admin());
    await world.time.advance(ms);
    await world.seen(['e9'], 'again');
    expect(world.sent('event.judged').at(-1)?.data).toMatchObject({ eventId: 'e9', outcome: 'busy', contactIds: [], fires: false, reason: 'suppressed' });
  });

  it('does not bring back who was erased, for the first time at this agency, while a batch with them is judged', async () => {
    world.events.set('e1', anEvent('e1', ['kim@client.example']));
    await world.seen(['e1']);
    const [kim] = await contacts();
    world.events.set('e2', anEvent('e2', ['lee@client.example']));
    world.events.set('e3', { ...anEvent('e3', ['kim@client.example']), etag: '"later"' });
    const transaction = world.store.transaction.bind(world.store);
    let erased = false;
    vi.spyOn(world.store, 'transaction').mockImplementation(async (work) => {
      const answer = await transaction(work);
      if (!erased && (await contacts()).some(({ name }) => name === 'lee')) {
        erased = true;
        await world.call('DELETE', `/v1/contacts/${kim?.id}`, admin());
      }
      return answer;
    });
    await world.seen(['e2', 'e3']);
    expect(erased).toBe(true);
    await world.time.advance(3_000);
    expect((await contacts()).map(({ name }) => name)).toEqual(['lee']);
  });

  it('at one agency is nothing to another', async () => {
    await erased();
    await world.call('POST', '/v1/contacts', admin(HARBOUR), { name: 'Kim', addresses: ['kim@client.example'] });
    expect(await contacts(HARBOUR)).toHaveLength(1);
  });

  it('asked twice, or of another agency’s contact', async () => {
    const { id, answer } = await erased();
    expect(await world.call('DELETE', `/v1/contacts/${id}`, admin())).toMatchObject({ status: 202, body: { askedAt: (answer.body as { askedAt: number }).askedAt } });
    const lee = (await contacts())[0]?.id;
    expect((await world.call('DELETE', `/v1/contacts/${lee}`, platform(HARBOUR))).status).toBe(404);
    expect(await contacts()).toHaveLength(1);
  });
});

it('a removed person’s decisions go, their contacts stay and forget whose they were', async () => {
  world.events.set('e1', anEvent('e1', ['kim@client.example']));
  world.events.set('e2', anEvent('e2', ['lee@client.example'], 'two-way', { userId: 'max' }));
  await world.seen(['e1', 'e2']);
  // Said again of somebody who was made anew since: nothing of theirs goes.
  world.people.add('sam');
  await world.send(userRemoved.make({ agencyId: NORTH, userId: 'sam' }, stamp()));
  expect((await world.call('GET', '/v1/decisions', staff('sam'))).body).toMatchObject({ items: [{ eventId: 'e1' }] });
  world.people.delete('sam');
  await world.send(userRemoved.make({ agencyId: NORTH, userId: 'sam' }, stamp()));
  expect((await world.call('GET', '/v1/decisions', staff('sam'))).body).toEqual({ items: [] });
  expect((await world.call('GET', '/v1/decisions', staff('max'))).body).toMatchObject({ items: [{ eventId: 'e2' }] });
  expect((await contacts()).map((contact) => contact.provenance.userId)).toEqual([null, 'max']);
  const done = () => world.sent('user.removed.done').map((message) => message.data);
  expect(done()).toEqual([{ agencyId: NORTH, subjectId: 'sam', service: 'matcher', count: 2 }]);
  await world.send(userRemoved.make({ agencyId: NORTH, userId: 'sam' }, stamp()));
  expect(done()).toHaveLength(2);
  expect(done()[1]).toEqual(done()[0]);
});

it('a removed agency leaves nothing, and its neighbour everything', async () => {
  for (let at = 0; at < 450; at++) await world.call('PUT', `/v1/contacts/by-external-id/${at}`, platform(), { name: `Kim ${at}`, addresses: [`kim${at}@client.example`] });
  await world.call('PUT', '/v1/contacts/by-external-id/1', platform(HARBOUR), { name: 'Stays', addresses: ['kim1@client.example'] });
  await world.send(agencyRemoved.make({ agencyId: NORTH }, stamp()));
  expect(await contacts()).toEqual([]);
  expect((await world.store.find(addressBook, { index: 'byAgency', equals: [NORTH] })).items).toEqual([]);
  expect((await world.store.find(contactWords, { index: 'byPlace', equals: [NORTH] })).items).toEqual([]);
  expect(await contacts(HARBOUR)).toHaveLength(1);
  expect(world.sent('agency.removed.done').map((message) => message.data)).toEqual([{ agencyId: NORTH, subjectId: NORTH, service: 'matcher', count: 450 }]);
});
