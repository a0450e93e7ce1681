import type { CloudEvent } from '@portal-sync/kernel';
import type { PlacedMessage } from '@portal-sync/store';
import { expect, test } from 'vitest';
import { Seen } from './seen.ts';

const at = (position: number, time = '2026-03-02T08:00:00.000Z', owner = 'owner'): PlacedMessage => ({ owner, partition: 0, position, message: { time } as CloudEvent });

test('what was there before is known again, what comes after it is not', () => {
  const seen = new Seen();
  seen.add(at(5));
  expect([at(4), at(5), at(6)].map((each) => seen.has(each))).toEqual([true, true, false]);
});

test('owners count each for themselves', () => {
  const seen = new Seen();
  seen.add(at(5));
  expect(seen.has(at(1, undefined, 'other'))).toBe(false);
});

test('an owner whose database was restored begins again at lower positions, and loses nothing', () => {
  const seen = new Seen();
  seen.add(at(500, '2026-03-02T08:00:00.000Z'));
  expect(seen.has(at(3, '2026-03-02T09:00:00.000Z'))).toBe(false);
  seen.add(at(3, '2026-03-02T09:00:00.000Z'));
  expect(seen.has(at(4, '2026-03-02T09:00:01.000Z'))).toBe(false);
});

test('what replicas with different clocks sent is known again, all of it', () => {
  const seen = new Seen();
  const sent = [at(1, '2026-03-02T08:00:10.000Z'), at(2, '2026-03-02T08:00:05.000Z')];
  for (const each of sent) seen.add(each);
  expect(sent.map((each) => seen.has(each))).toEqual([true, true]);
});

test('what is known survives as text; a text of somebody else says nothing', () => {
  const seen = new Seen();
  seen.add(at(5));
  expect(new Seen(String(seen)).has(at(5))).toBe(true);
  for (const text of [null, '', 'no json', '{"a":1}', '17']) expect(new Seen(text).has(at(1))).toBe(false);
});
