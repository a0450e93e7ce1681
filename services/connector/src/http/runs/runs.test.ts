import type { Run, RunRecord } from '@portal-sync/contracts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conflicts } from '../../repos/conflicts.ts';
import { as, at, NORTH, platform, SOUTH } from '../../testing/cast.ts';
import { connect } from '../../testing/connect.ts';
import { importedFromGoogle } from '../../testing/imported.ts';
import { openRoom, type Room } from '../../testing/open-room.ts';
import { aRecord, aRun } from '../../testing/runs.ts';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
  await connect(room, 'hal');
  await connect(room, 'tim');
});
afterEach(() => room.close());

const list = async <T>(caller: ReturnType<typeof as>, url: string) => ((await room.call(caller, 'GET', url)).body as { items: T[] }).items;
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('the sync log', () => {
  beforeEach(async () => {
    await aRun(room, 'h1', 'hal');
    room.time.jump(1_000);
    await aRun(room, 't1', 'tim', { state: 'failed', errors: 1, problem: 'google-down' });
    room.time.jump(1_000);
    await aRun(room, 'h2', 'hal', { state: 'partial', errors: 2 });
  });

  test('a person sees their own runs, newest first, those who run the agency all', async () => {
    expect(ids(await list<Run>(as('hal'), '/v1/runs'))).toEqual(['h2', 'h1']);
    expect(ids(await list<Run>(as('ada'), '/v1/runs'))).toEqual(['h2', 't1', 'h1']);
    expect(ids(await list<Run>(platform(), '/v1/runs?connectionId=north-tim-k'))).toEqual(['t1']);
    expect(await list<Run>(as('ada', SOUTH), '/v1/runs')).toEqual([]);
  });

  test('is filtered by state along an index, for a person, a connection, the agency', async () => {
    expect(ids(await list<Run>(as('hal'), '/v1/runs?state=partial'))).toEqual(['h2']);
    expect(ids(await list<Run>(as('ada'), '/v1/runs?state=failed'))).toEqual(['t1']);
    expect(ids(await list<Run>(as('ada'), '/v1/runs?state=done&connectionId=north-hal-k'))).toEqual(['h1']);
  });

  test('Q07: a run that failed entirely says so', async () => {
    expect(await room.call(as('tim'), 'GET', '/v1/runs/t1')).toMatchObject({ status: 200, body: { state: 'failed', problem: 'google-down', errors: 1 } });
  });

  test('what we keep beside a run is not shown', async () => {
    expect(Object.keys((await room.call(as('hal'), 'GET', '/v1/runs/h1')).body as object)).not.toEqual(expect.arrayContaining(['agencyId']));
  });

  test('P01 a colleague’s run and another agency’s are not there, with their records', async () => {
    await aRecord(room, await aRun(room, 'h3', 'hal'), 'r1');
    for (const caller of [as('tim'), as('cleo'), as('ada', SOUTH), platform(SOUTH)]) {
      for (const url of ['/v1/runs/h3', '/v1/runs/h3/records', '/v1/runs/h3/records/r1']) expect(await room.call(caller, 'GET', url)).toMatchObject({ status: 404 });
      expect(await room.call(caller, 'POST', '/v1/runs/h3/retry')).toMatchObject({ status: 404 });
    }
    expect(await room.call(as('tim'), 'GET', '/v1/runs?connectionId=north-hal-k')).toMatchObject({ status: 404 });
    expect(await room.call(as('tim'), 'GET', '/v1/runs/t1/records/r1')).toMatchObject({ status: 404 });
  });
});

describe('records', () => {
  test('Q06: say what was done and why, before and after, to the person whose run it is', async () => {
    const run = await aRun(room, 'h1', 'hal');
    await aRecord(room, run, 'r1', { act: 'updated', before: { title: 'A' }, after: { title: 'B' }, title: 'B' });
    expect(await room.call(as('hal'), 'GET', '/v1/runs/h1/records/r1')).toMatchObject({
      status: 200, body: { act: 'updated', why: 'new-event', title: 'B', before: { title: 'A' }, after: { title: 'B' } },
    });
    await aRecord(room, run, 'r2', { act: 'failed' });
    expect(ids(await list<RunRecord>(as('hal'), '/v1/runs/h1/records?act=failed'))).toEqual(['r2']);
  });

  test('J06: what stood in a person’s Google calendar is not told to those who run the agency', async () => {
    const run = await aRun(room, 'h1', 'hal');
    await aRecord(room, run, 'r1');
    const imported = await importedFromGoogle(room, { hostUserId: 'hal' });
    await aRecord(room, run, 'r2', { appointmentId: imported.id });
    for (const caller of [as('ada'), platform()]) {
      const seen = await list<RunRecord>(caller, '/v1/runs/h1/records');
      expect(seen).toMatchObject([{ id: 'r1', title: null, detail: null, before: {}, after: {}, why: 'new-event' }, { id: 'r2' }]);
      if (caller.kind === 'user') expect(JSON.stringify(seen)).not.toContain('CANARY');
    }
  });

  test('a record about an appointment made here is the agency’s', async () => {
    const made = (await room.call(as('hal'), 'POST', '/v1/appointments', { title: 'Massage', when: at(10) })).body as { id: string };
    await aRecord(room, await aRun(room, 'h1', 'hal'), 'r1', { appointmentId: made.id, title: 'Massage' });
    expect(await list<RunRecord>(as('ada'), '/v1/runs/h1/records')).toMatchObject([{ title: 'Massage' }]);
    expect((await room.call(as('hal'), 'GET', `/v1/appointments/${made.id}/history`)).body).toMatchObject({ records: [{ id: 'r1', title: 'Massage' }], versions: [{}] });
    expect((await room.call(as('tim'), 'GET', `/v1/appointments/${made.id}/history`)).body).toMatchObject({ records: [], versions: [{}] });
  });

  test('the decision behind a version is part of its explanation', async () => {
    const imported = await importedFromGoogle(room, { hostUserId: 'hal' });
    expect((await room.call(as('hal'), 'GET', `/v1/appointments/${imported.id}/history`)).body).toMatchObject({ versions: [{ cause: 'judged', by: 'google', decisionId: 'decision-1' }] });
    expect((await room.call(as('tim'), 'GET', `/v1/appointments/${imported.id}/history`)).body).toMatchObject({ versions: [{ decisionId: null }] });
  });
});

describe('conflicts', () => {
  const conflict = (id: string, appointmentId: string, userId = 'hal') =>
    room.store.put(conflicts, {
      id, agencyId: NORTH, userId, appointmentId, connectionId: `north-${userId}-k`, field: 'title', base: 'A', ours: 'B', theirs: 'CANARY', policy: 'platform-wins',
      winner: 'platform', foundAt: room.time.clock.now(), settledAt: room.time.clock.now(),
    });

  test('are listed with the value that lost, to their person; of an imported appointment nobody else sees the values', async () => {
    const imported = await importedFromGoogle(room, { hostUserId: 'hal' });
    await conflict('c1', imported.id);
    expect(await list(as('hal'), '/v1/conflicts')).toMatchObject([{ id: 'c1', theirs: 'CANARY', winner: 'platform' }]);
    expect(await list(as('ada'), '/v1/conflicts')).toMatchObject([{ id: 'c1', field: 'title', base: null, ours: null, theirs: null }]);
    for (const caller of [as('tim'), as('cleo'), as('ada', SOUTH)]) {
      expect(await list(caller, '/v1/conflicts')).toEqual([]);
      expect(await list(caller, `/v1/conflicts?appointmentId=${imported.id}`)).toEqual([]);
    }
  });
});

describe('pushing existing appointments', () => {
  test('is previewed and started for one’s own connection only', async () => {
    for (const caller of [as('tim'), as('cleo'), as('ada', SOUTH)]) {
      expect(await room.call(caller, 'GET', '/v1/pushes/preview?connectionId=north-hal-k')).toMatchObject({ status: 404 });
      expect(await room.call(caller, 'POST', '/v1/pushes', { connectionId: 'north-hal-k' })).toMatchObject({ status: 404 });
    }
    expect(await room.call(as('hal'), 'GET', '/v1/pushes/preview?connectionId=north-hal-k')).toMatchObject({ status: 409 });
  });
});
