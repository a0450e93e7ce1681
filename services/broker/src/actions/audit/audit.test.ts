import { afterEach, beforeEach, expect, test } from 'vitest';
import { brokenLink } from '../../domain/agency/chain-audit.ts';
import { auditHeads, auditRows } from '../../repos/audit-rows.ts';
import { connect } from '../../testing/connect-flow.ts';
import { exchange } from '../../testing/exchange.ts';
import { admin, auditOf, openBroker, person, type BrokerWorld } from '../../testing/open-broker.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const chainOf = async (agencyId: string) => {
  const rows = [...(await auditOf(world, agencyId))].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  return { rows, head: await world.store.get(auditHeads, agencyId) };
};

test('every row is chained within seconds, per agency, and the chain holds', async () => {
  await connect(world);
  await connect(world, person('anna', 'staff', 'harbour'));
  await world.time.advance(12_000);
  for (const agencyId of ['north', 'harbour']) {
    const { rows, head } = await chainOf(agencyId);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_row, at) => at + 1));
    expect(head && brokenLink(head, rows)).toBeUndefined();
  }
});

test('a row changed in the database breaks it', async () => {
  await connect(world);
  await world.time.advance(12_000);
  const { rows } = await chainOf('north');
  await world.store.update(auditRows, rows[1]?.id ?? '', (row) => ({ ...row, actor: { kind: 'user' as const, id: 'somebody-else' } }));
  const after = await chainOf('north');
  expect(after.head && brokenLink(after.head, after.rows)).toBe(2);
});

test('is read newest first, by admins of the agency, whole or of one connection or person', async () => {
  const { id } = await connect(world);
  await exchange(world, id);
  const read = async (query = '', caller = admin) => (await world.call('GET', `/v1/audit${query}`, caller)).body as { items: { kind: string }[] };
  expect((await read()).items.map((row) => row.kind)).toEqual(['token.exchanged', 'connection.made', 'connect.consented', 'connect.sent-to-google', 'connect.opened']);
  expect((await read(`?connectionId=${id}`)).items.map((row) => row.kind)).toEqual(['token.exchanged', 'connection.made']);
  expect((await read('?userId=bo')).items).toEqual([]);
  expect((await read('', person('elin', 'admin', 'harbour'))).items).toEqual([]);
  expect((await world.call('GET', '/v1/audit', person('bo'))).status).toBe(403);
});

test('holds ids, never names or addresses', async () => {
  await connect(world);
  await world.call('POST', '/v1/users', admin, { id: 'x', name: 'Xaver Canary', email: 'canary@x.example', role: 'staff' });
  expect(JSON.stringify(await auditOf(world))).not.toMatch(/Anna Berg|gmail|Canary|canary/);
});
