import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { admin, auditKinds, connector, harbourSeed, NORTH, northSeed, openBroker, person, type BrokerWorld } from '../../testing/open-broker.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const brand = { name: 'North', logo: null, accent: '#112233', supportAddress: 'help@north.example' };
const change = (body: object, headers: Record<string, string> = { 'if-match': '"1"' }) => world.call('PATCH', '/v1/agencies/north', admin, body, headers);

describe('an agency', () => {
  test('is changed by who saw the version that stands', async () => {
    expect((await change({ brand }, {})).status).toBe(428);
    expect(await change({ brand })).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { version: 2, brand: { name: 'North' }, zone: 'Europe/Stockholm' } });
    expect(await change({ locale: 'nl' })).toMatchObject({ status: 412, body: { currentVersion: 2 } });
    expect((await world.call('GET', '/v1/agencies/north', person('bo'), undefined, { 'if-none-match': '"2"' })).status).toBe(304);
    await world.time.advance(1_000);
    expect(world.sent('agency.changed').at(-1)?.data).toEqual({ agencyId: 'north', version: 2 });
    expect(await auditKinds(world)).toEqual(['agency.changed']);
  });
  test('of another is not there', async () => {
    expect((await world.call('GET', '/v1/agencies/harbour', admin)).status).toBe(404);
    expect((await world.call('PATCH', '/v1/agencies/harbour', admin, { locale: 'nl' }, { 'if-match': '*' })).status).toBe(404);
  });
  test.each<[string, object]>([
    ['a logo that is a page', { brand: { ...brand, logo: `data:image/png;base64,${btoa('<script>')}` } }],
    ['a logo from elsewhere', { brand: { ...brand, logo: 'https://evil.test/x.png' } }],
    ['a blank name', { brand: { ...brand, name: '   ' } }],
    ['a colour that is a style', { brand: { ...brand, accent: 'red;}body{' } }],
    ['no support address', { brand: { ...brand, supportAddress: 'call us' } }],
    ['a role twice', { rolesThatConnect: ['staff', 'staff'] }],
    ['a type twice', { appointmentTypes: [1, 2].map(() => ({ key: 'call', label: 'Call', color: '#000000', syncs: true })) }],
    ['a blocklist of nonsense', { blocklist: ['@'] }],
    ['its addresses', { origins: ['http://evil.test'] }],
  ])('does not take %s', async (_name, body) => {
    expect((await change(body)).status).toBe(422);
  });
  test('shows nothing of its keys and return addresses', async () => {
    const text = JSON.stringify([await world.call('GET', '/v1/agencies/north', admin), await world.call('GET', '/internal/agencies/north', connector)]);
    expect(text).not.toMatch(/identityKey|returnAddresses|crm\.test|dueAt/);
  });
});

describe('our own services', () => {
  test('find an agency by its address, read its card, and the connector its identity key', async () => {
    expect((await world.call('GET', `/internal/agencies?origin=${NORTH}`, connector)).body).toEqual({ agencyId: 'north' });
    expect((await world.call('GET', '/internal/agencies?origin=http://nobody.test', connector)).status).toBe(404);
    const north = (await world.call('GET', '/internal/agencies/north/identity-key', connector)).body as { key: string };
    const harbour = (await world.call('GET', '/internal/agencies/harbour/identity-key', connector)).body as { key: string };
    expect([Buffer.from(north.key, 'base64url').length, north.key === harbour.key]).toEqual([32, false]);
    expect((await world.call('GET', '/internal/agencies/north/identity-key', { kind: 'service', name: 'trigger' })).status).toBe(403);
    expect((await world.call('GET', '/internal/users/north/anna', connector)).body).toMatchObject({ name: 'Anna Berg', role: 'staff' });
    expect((await world.call('GET', '/internal/users/harbour/bo', connector)).status).toBe(404);
  });
});

describe('seeding', () => {
  test('again changes nothing, and leaves what admins changed', async () => {
    await change({ brand });
    const before = (await world.call('GET', '/v1/agencies/north', admin)).body;
    expect(await world.broker.seedAgency(northSeed)).toEqual({ made: false });
    expect((await world.call('GET', '/v1/agencies/north', admin)).body).toEqual(before);
  });
  test('brings new addresses and people, and gives up old addresses', async () => {
    const users = [...(northSeed.users ?? []), { id: 'new', name: 'New', email: 'new@x.example', role: 'staff' as const }];
    await world.broker.seedAgency({ ...northSeed, origins: ['http://new.test'], users });
    expect((await world.call('GET', '/internal/agencies?origin=http://new.test', connector)).body).toEqual({ agencyId: 'north' });
    expect((await world.call('GET', `/internal/agencies?origin=${NORTH}`, connector)).status).toBe(404);
    expect((await world.call('GET', '/v1/users/new', admin)).status).toBe(200);
  });
  test('cannot take another agency\'s address', async () => {
    await expect(world.broker.seedAgency({ ...harbourSeed, origins: [NORTH] })).rejects.toMatchObject({ code: 'already-exists' });
  });
});
