import { expect, test } from 'vitest';
import { createManualTime } from './manual-time.ts';

test('timers run in the order they come due, each at its own time', async () => {
  const { clock, timers, advance } = createManualTime(0);
  const seen: string[] = [];
  timers.after(20, () => seen.push(`b at ${clock.now()}`));
  timers.after(10, () => seen.push(`a at ${clock.now()}`));
  timers.after(30, () => seen.push('never yet'));
  await advance(25);
  expect(seen).toEqual(['a at 10', 'b at 20']);
  expect(clock.now()).toBe(25);
});

test('a timer set by a timer runs in the same advance, after what it awaited', async () => {
  const { timers, advance } = createManualTime(0);
  const seen: number[] = [];
  const again = async (count: number): Promise<void> => {
    await Promise.resolve();
    seen.push(count);
    timers.after(5, () => void again(count + 1));
  };
  await again(0);
  await advance(12);
  expect(seen).toEqual([0, 1, 2]);
});

test('a cancelled timer does not run', async () => {
  const { timers, advance, waiting } = createManualTime(0);
  timers.after(1, () => expect.unreachable())();
  expect(waiting()).toBe(0);
  await advance(5);
});

test('after a jump what came due runs once, late', async () => {
  const { clock, timers, advance, jump } = createManualTime(0);
  const seen: number[] = [];
  timers.after(10, () => seen.push(clock.now()));
  jump(1_000);
  expect(seen).toEqual([]);
  await advance(0);
  expect(seen).toEqual([1_000]);
});
