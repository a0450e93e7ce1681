import { expect, test } from 'vitest';
import { PARTITIONS, partitionOf } from './partition.ts';

test.each([
  // Published FNV-1a values (32 bit), modulo 12: written down, because moving a key to another partition breaks its order.
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('%o always falls into the same partition', (key, hash) => {
  expect(partitionOf(key)).toBe(hash % 12);
});

test('keys spread over all partitions', () => {
  const counts = new Array<number>(PARTITIONS).fill(0);
  for (let i = 0; i < 12_000; i++) counts[partitionOf(`key-${i}`)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(700);
  expect(Math.max(...counts)).toBeLessThan(1300);
});
