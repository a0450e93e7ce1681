import type { Contact } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, anEvent, HARBOUR, openMatcher, platform, staff, type MatcherWorld } from '../testing/open-matcher.ts';

let world: MatcherWorld;
beforeEach(async () => {
  world = await openMatcher();
});
afterEach(() => world.stop());

const put = (externalId: string, body: object, headers?: Record<string, string>) => world.call('PUT', `/v1/contacts/by-external-id/${externalId}`, platform(), body, headers);
const post = (body: object) => world.call('POST', '/v1/contacts', admin(), body);
const list = async (query = '') => ((await world.call('GET', `/v1/contacts${query}`, staff())).body as { items: Contact[]; next?: string });
const names = async (query = '') => (await list(query)).items.map((contact) => contact.name);

describe('the platform’s own ids', () => {
  it('PUT makes, then changes only what is named; the same again changes nothing', async () => {
    const made = await put('crm-1', { name: 'Kim', addresses: ['kim@client.example'] });
    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { externalId: 'crm-1', name: 'Kim', version: 1, provenance: { kind: 'api' } } });
    expect(await put('crm-1', { phone: '012' })).toMatchObject({ status: 200, body: { name: 'Kim', phone: '012', addresses: ['kim@client.example'], version: 2 } });
    expect(await put('crm-1', { phone: '012' })).toMatchObject({ status: 200, body: { version: 2 } });
    await world.time.advance(3_000);
    expect(world.sent('contact.changed')).toHaveLength(2);
    expect(await world.call('GET', '/v1/contacts/by-external-id/crm-1', staff())).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('a new one needs a name', async () => {
    expect(await put('crm-1', { phone: '012' })).toMatchObject({ status: 422, body: { issues: [{ path: 'body.name' }] } });
  });

  it('many PUTs of one new id at once make one contact', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => put('crm-1', { name: `Kim ${at}`, addresses: ['kim@client.example'] })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect((await list()).items).toHaveLength(1);
  });

  it('a contact that came from a Google event takes the id, instead of standing there twice', async () => {
    world.events.set('e1', anEvent('e1', ['kim@client.example']));
    await world.seen(['e1']);
    const [fromGoogle] = (await list()).items;
    expect(await put('crm-1', { name: 'Kim Client', addresses: ['KIM@client.example'] })).toMatchObject({
      status: 200, body: { id: fromGoogle?.id, externalId: 'crm-1', name: 'Kim Client', provenance: { kind: 'google-event' } },
    });
  });

  it('H11 two contacts of the platform may share an address; the oldest is meant by it', async () => {
    const first = (await put('crm-1', { name: 'Ann', addresses: ['family@client.example'] })).body as Contact;
    await put('crm-2', { name: 'Bob', addresses: ['family@client.example'] });
    expect(await names('?address=family@client.example')).toEqual(['Ann', 'Bob']);
    world.events.set('e1', anEvent('e1', ['family@client.example'], 'smart'));
    await world.seen(['e1']);
    expect(world.sent('event.judged')[0]?.data).toMatchObject({ contactIds: [first.id] });
  });

  it('the same id at another agency is another contact', async () => {
    await put('crm-1', { name: 'Kim' });
    expect((await world.call('PUT', '/v1/contacts/by-external-id/crm-1', platform(HARBOUR), { name: 'Other' })).status).toBe(201);
    expect((await world.call('GET', '/v1/contacts/by-external-id/crm-1', admin(HARBOUR))).body).toMatchObject({ name: 'Other' });
    expect((await world.call('GET', '/v1/contacts', admin(HARBOUR))).body).toMatchObject({ items: [{ name: 'Other' }] });
  });
});

describe('by hand', () => {
  it('POST makes a contact that says who typed it', async () => {
    const made = await post({ name: 'Kim', addresses: ['kim@client.example'] });
    expect(made).toMatchObject({ status: 201, body: { externalId: null, provenance: { kind: 'person', userId: 'ada' } } });
  });

  it('an address that another contact has is refused, naming that contact, and nothing is written', async () => {
    const kim = (await post({ name: 'Kim', addresses: ['kim@client.example'] })).body as Contact;
    expect(await post({ name: 'Kim again', addresses: ['KIM@client.example'] })).toMatchObject({ status: 409, body: { contactId: kim.id } });
    const lee = (await post({ name: 'Lee' })).body as Contact;
    expect(await world.call('PATCH', `/v1/contacts/${lee.id}`, admin(), { addresses: ['kim@client.example'] })).toMatchObject({ status: 409 });
    expect(await names()).toEqual(['Kim', 'Lee']);
  });

  it('PATCH with If-Match refuses what was made on another version', async () => {
    const kim = (await post({ name: 'Kim', addresses: ['kim@client.example'] })).body as Contact;
    const patch = (body: object, version?: string) => world.call('PATCH', `/v1/contacts/${kim.id}`, admin(), body, version === undefined ? {} : { 'if-match': version });
    expect(await patch({ name: 'Kim B' }, '"1"')).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { name: 'Kim B', version: 2 } });
    expect(await patch({ name: 'Kim C' }, '"1"')).toMatchObject({ status: 412, body: { currentVersion: 2 } });
    expect(await patch({ phone: '1' })).toMatchObject({ status: 200, body: { name: 'Kim B', version: 3 } });
  });

  it('an address that was taken away is free again, and leads to nobody', async () => {
    const kim = (await post({ name: 'Kim', addresses: ['kim@client.example'] })).body as Contact;
    await world.call('PATCH', `/v1/contacts/${kim.id}`, admin(), { addresses: ['kim@new.example'] });
    expect(await names('?address=kim@client.example')).toEqual([]);
    expect((await post({ name: 'Other', addresses: ['kim@client.example'] })).status).toBe(201);
  });

  it('an address that cannot be one is named by its place, never by its value', async () => {
    const answer = await post({ name: 'Kim', addresses: ['kim@client.example', 'canary@exa mple'] });
    expect(answer).toMatchObject({ status: 422, body: { issues: [{ path: 'body.addresses.1' }] } });
    expect(JSON.stringify(answer)).not.toContain('canary');
  });

  it('one mailbox written twice is kept once', async () => {
    expect((await post({ name: 'Kim', addresses: ['Kim@client.example', 'kim@CLIENT.example'] })).body).toMatchObject({ addresses: ['Kim@client.example'] });
  });
});

describe('finding', () => {
  beforeEach(async () => {
    await put('1', { name: 'Émile Zola', addresses: ['ez@client.example'] });
    await put('2', { name: 'anna Berg', addresses: ['anna.berg@client.example'] });
    await put('3', { name: 'Annika Anna', addresses: [] });
    await put('4', { name: 'Bert', addresses: ['bert@client.example'] });
  });

  it.each([
    ['', ['anna Berg', 'Annika Anna', 'Bert', 'Émile Zola']],
    ['?search=ann', ['anna Berg', 'Annika Anna']],
    ['?search=ANNA%20ber', ['anna Berg']],
    ['?search=emile', ['Émile Zola']],
    ['?search=client', ['Émile Zola', 'anna Berg', 'Bert']],
    ['?search=ez@', ['Émile Zola']],
    ['?search=nobody', []],
    ['?search=%20', []],
    ['?address=BERT@client.example', ['Bert']],
    ['?address=bert%2Bx@client.example', []],
  ])('%s', async (query, expected) => {
    expect((await names(query)).sort()).toEqual([...expected].sort());
  });

  it('lists by name, page by page, each once', async () => {
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: { items: Contact[]; next?: string } = await list(`?limit=1${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.items.map((contact) => contact.name));
      next = page.next;
    }
    expect(seen).toEqual(['anna Berg', 'Annika Anna', 'Bert', 'Émile Zola']);
  });

  it('searches page by page, each once', async () => {
    const seen: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page: { items: Contact[]; next?: string } = await list(`?search=client&limit=1${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...page.items.map((contact) => contact.name));
      next = page.next;
    }
    expect(seen.sort()).toEqual(['Bert', 'anna Berg', 'Émile Zola'].sort());
  });

  it('a search and an address at once is refused', async () => {
    expect((await world.call('GET', '/v1/contacts?search=a&address=a@b.example', admin())).status).toBe(400);
  });
});
