import { expect, test } from 'vitest';
import { createIds } from './ids.ts';

test('ids made in order sort in that order, within one millisecond and when the clock steps back', () => {
  let now = 1_700_000_000_000;
  const makeId = createIds({ now: () => now }, { bytes: (count) => new Uint8Array(count).fill(31), unit: () => 0 });
  const made = [makeId(), makeId(), makeId()];
  now -= 5_000;
  made.push(makeId());
  now += 10_000;
  made.push(makeId());
  expect(made).toEqual([...made].sort());
  expect(new Set(made).size).toBe(made.length);
});
