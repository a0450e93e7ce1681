import { silentLog, type Log } from '@portal-sync/kernel';
import { createManualTime } from '@portal-sync/tooling';
import { expect, test } from 'vitest';
import { createCommonClock } from './common-clock.ts';

/** A machine whose clock is `ahead` ms ahead of the store's. */
function machine(ahead: number) {
  const store = createManualTime();
  const is = { ahead, trip: 0 };
  const lines: string[] = [];
  const log: Log = { ...silentLog, warn: (_fields, message) => void lines.push(message), info: (_fields, message) => void lines.push(message) };
  const common = createCommonClock({ own: { now: () => store.clock.now() + is.ahead }, timers: store.timers, log });
  const ask = async () => {
    store.jump(is.trip);
    return store.clock.now();
  };
  return { ...store, is, lines, common, follow: () => common.follow(ask), differs: () => common.clock.now() - store.clock.now() };
}

test.each([90_000, -90_000])('machines whose clocks are %i ms off go by the time of their store', async (ahead) => {
  const { follow, differs, lines, common } = machine(ahead);
  await follow();
  expect(differs()).toBe(0);
  const words = `this machine's clock is 90 s ${ahead > 0 ? 'ahead of' : 'behind'} the store's`;
  expect(lines).toEqual([`${words}: the store's time is used. Set this machine's clock right.`]);
  expect(await common.check()).toEqual([{ name: 'clock', ok: true, reason: words }]);
});

test('a difference that does no harm is left alone', async () => {
  const { follow, differs, lines, common } = machine(1_900);
  await follow();
  expect([differs(), lines, await common.check()]).toEqual([1_900, [], []]);
});

test('a clock that is set while we run, wrong or right, is noticed within half a minute, and told once', async () => {
  const { follow, differs, lines, is, advance, common, waiting } = machine(0);
  const following = await follow();
  is.ahead = 600_000;
  await advance(30_000);
  await advance(60_000);
  expect(differs()).toBe(0);
  expect(await common.check()).toMatchObject([{ ok: false }]);
  is.ahead = 0;
  await advance(30_000);
  expect([differs(), lines.length, lines.at(-1), await common.check()]).toEqual([0, 2, "this machine's clock agrees with the store's again", []]);
  const stopping = following.stop();
  await stopping;
  expect(waiting()).toBe(0);
});

test('an answer that was long under way, as when this process stood still, says nothing', async () => {
  const { follow, lines, is } = machine(0);
  is.trip = 30_000;
  await follow();
  expect(lines).toEqual([]);
});
