import { afterAll, beforeAll, expect, test } from 'vitest';
import { connected, type Connected } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import { at } from '../house/times.ts';

const ADA = 'ada@northlight.example';
const COUNT = 200;

interface Run {
  readonly id: string;
  readonly state: string;
  readonly total: number | null;
  readonly processed: number;
  readonly created: number;
  readonly errors: number;
}

let house: TestHouse;
let ada: Connected;
beforeAll(async () => {
  house = await openTestHouse();
  const platform = house.platform('northlight');
  for (let i = 0; i < COUNT; i++) {
    const when = at(1 + Math.floor(i / 8), 7 + (i % 8));
    await platform.must('PUT', `/v1/appointments/by-external-id/old-${i}`, { title: `Old ${i}`, when, hostUserId: 'ada' });
  }
});
afterAll(() => house?.close());

const titles = async () => (await house.google.events(ADA)).map((event) => event.summary ?? '').filter((title) => title.startsWith('Old '));

test('pushing 200 existing appointments is previewed, killed in the middle, gone on with, and sends no mail (H02)', async () => {
  ada = await connected(house, 'ada');
  const preview = await ada.person.must<{ creates: number; mails: number }>('GET', `/v1/pushes/preview?connectionId=${ada.connectionId}&which=all`);
  expect(preview).toMatchObject({ creates: COUNT, mails: 0 });
  expect(await titles()).toEqual([]);

  const run = await ada.person.must<Run>('POST', '/v1/pushes', { connectionId: ada.connectionId, which: 'all' });
  await eventually(async () => expect((await ada.person.must<Run>('GET', `/v1/runs/${run.id}`)).processed).toBeGreaterThan(20));
  await house.restart();
  const going = await ada.person.must<Run>('GET', `/v1/runs/${run.id}`);
  expect(going.state).toBe('running');

  const done = await eventually(async () => {
    const now = await ada.person.must<Run>('GET', `/v1/runs/${run.id}`);
    expect(now.state).toBe('done');
    return now;
  });
  expect(done).toMatchObject({ total: COUNT, processed: COUNT, created: COUNT, errors: 0 });
  expect((await titles()).length).toBe(COUNT);
  expect(new Set(await titles()).size).toBe(COUNT);
  expect(await house.google.mails()).toEqual([]);
});

test('pushing again creates nothing', async () => {
  const preview = await ada.person.must<{ creates: number; alreadyLinked: number }>('GET', `/v1/pushes/preview?connectionId=${ada.connectionId}&which=all`);
  expect(preview).toMatchObject({ creates: 0, alreadyLinked: COUNT });
});
