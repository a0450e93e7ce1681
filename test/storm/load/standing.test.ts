import { describe, expect, test } from 'vitest';
import type { Ending, Look, Write } from './matter.ts';
import { seesAll, standingValues, valuesWithEnding } from './standing.ts';

const write = (value: string, side: Write['side'], startedAt: number, more: Partial<Write> = {}): Write => ({
  field: 'location', side, value, saw: null, startedAt, ackedAt: startedAt + 1, ...more,
});
const look = (value: string, side: Look['side'], at: number): Look => ({ field: 'location', side, value, at });

describe('what may stand in the end', () => {
  test.each<[string, Write[], Look[], string[]]>([
    ['the last of one side', [write('a', 'here', 0), write('b', 'here', 10)], [], ['b']],
    ['either of two sides that did not see each other', [write('a', 'here', 0), write('b', 'here', 10), write('c', 'there', 11)], [], ['b', 'c']],
    ['the one that saw the other', [write('a', 'here', 0), write('c', 'there', 11, { saw: 'a' })], [], ['c']],
    ['the one that saw what came after the other', [write('a', 'here', 0), write('b', 'there', 5, { saw: 'a' }), write('c', 'here', 9, { saw: 'b' })], [], ['c']],
    ['one that was never answered, and what was before it', [write('a', 'here', 0), write('b', 'here', 10, { ackedAt: null })], [], ['a', 'b']],
    ['what somebody found in place of the other', [write('a', 'here', 0), write('b', 'there', 1)], [look('a', 'there', 20)], ['a']],
    ['nothing is proved by finding what is older', [write('a', 'here', 0), write('b', 'here', 10)], [look('a', 'here', 20)], ['b']],
    ['nor by a look from before', [write('a', 'here', 0), write('b', 'there', 10)], [look('a', 'there', 5)], ['a', 'b']],
  ])('%s', (_name, writes, looks, expected) => {
    expect(standingValues({ writes, looks }, 'location')).toEqual(expected);
  });

  test.each<[string, Ending['side'] | null, Write[], Look[], string[]]>([
    ['stands: the last', null, [write('a', 'here', 0), write('c', 'there', 11, { saw: 'a' })], [], ['c']],
    ['was cancelled here: the last', 'here', [write('a', 'here', 0), write('c', 'there', 11, { saw: 'a' })], [], ['c']],
    ['was deleted there: what nobody here had heard of may be gone', 'there', [write('a', 'here', 0), write('b', 'there', 5, { saw: 'a' }), write('c', 'there', 11)], [], ['c', 'b', 'a']],
    ['was deleted there: what was found here stays', 'there', [write('a', 'here', 0), write('c', 'there', 11, { saw: 'a' })], [look('c', 'here', 20)], ['c']],
    ['was deleted there: what an edit here saw stays', 'there', [write('a', 'here', 0), write('b', 'there', 5, { saw: 'a' }), write('c', 'here', 9, { saw: 'b' })], [], ['c']],
  ])('one that %s', (_name, side, writes, looks, expected) => {
    const ending = side === null ? null : { side, certain: false, ackedAt: 30 };
    expect(valuesWithEnding({ writes, looks, ending }, 'location')).toEqual(expected);
  });

  test('who sees one of two that may stand does not see all', () => {
    const matter = { writes: [write('a', 'here', 0), write('b', 'there', 1)], looks: [] };
    expect(seesAll(matter, { title: '', location: 'a', description: '', when: '' })).toBe(false);
    expect(seesAll({ writes: [write('a', 'here', 0)], looks: [] }, { title: '', location: 'a', description: '', when: '' })).toBe(true);
  });
});
