import { beforeCommit } from '@portal-sync/store/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectSessions } from '../repos/connect-sessions.ts';
import { googleStates } from '../repos/google-states.ts';
import { grants } from '../repos/grants.ts';
import { connect } from '../testing/connect-flow.ts';
import { openBroker, person, type BrokerWorld } from '../testing/open-broker.ts';
import { prune } from './prune.ts';

let world: BrokerWorld;
beforeEach(async () => {
  world = await openBroker();
});
afterEach(() => world.stop());

const DAY = 24 * 3_600_000;
const later = (ms: number) => ({ store: world.store, clock: { now: () => world.time.clock.now() + ms } });
const left = async () => [
  await world.store.count(googleStates, { index: 'byExpiry', equals: [] }),
  await world.store.count(connectSessions, { index: 'byExpiry', equals: [] }),
];

test('what is over is dropped a day after its end, and not before', async () => {
  await connect(world);
  await prune(later(DAY));
  expect(await left()).toEqual([1, 1]);
  expect(await prune(later(2 * DAY))).toBe(2);
  expect(await left()).toEqual([0, 0]);
});

test('however much is over, it is dropped at once', async () => {
  await connect(world);
  const [over] = (await world.store.find(googleStates, { index: 'byExpiry', equals: [] })).items;
  await world.store.transaction(async (tx) => {
    for (let count = 0; count < 1_200; count++) await tx.insert(googleStates, { ...over!, id: `more-${count}` });
  });
  await prune(later(2 * DAY));
  expect(await left()).toEqual([0, 0]);
});

test('a Google account that nobody uses any more is forgotten', async () => {
  const { id } = await connect(world);
  await connect(world, person('bo'), { account: 'bo.demo@gmail.com' });
  await world.call('POST', `/v1/connections/${id}/disconnect`, person('anna'), { googleEvents: 'keep' });
  await world.time.advance(11 * 60_000);
  const { sub } = [...world.google.google.world.state.accounts.values()].find((one) => one.email === 'anna.demo@gmail.com') ?? { sub: '' };
  expect(await world.store.get(grants, `100200300400/${sub}`)).toMatchObject({ holders: [] });
  await prune(later(2 * DAY));
  expect(await world.store.get(grants, `100200300400/${sub}`)).toBeUndefined();
});

test('one that is used again while others are dropped stays', async () => {
  const { id } = await connect(world);
  await world.call('POST', `/v1/connections/${id}/disconnect`, person('anna'), { googleEvents: 'keep' });
  await world.time.advance(11 * 60_000);
  beforeCommit(world.store, grants, () => connect(world));
  await prune(later(2 * DAY));
  const { sub } = [...world.google.google.world.state.accounts.values()].find((one) => one.email === 'anna.demo@gmail.com') ?? { sub: '' };
  expect((await world.store.get(grants, `100200300400/${sub}`))?.holders).toHaveLength(1);
});
