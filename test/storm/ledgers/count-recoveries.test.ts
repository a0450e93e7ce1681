import { expect, test } from 'vitest';
import { Tally } from '../load/tally.ts';
import { namesOf } from './count-recoveries.ts';

test.each([
  ['events.patch', 412, ['Google answered: 412 to events.patch']],
  ['events.list', 410, ['Google answered: 410 to events.list']],
  ['events.insert', 0, ['Google answered: nothing']],
  ['oauth.token.refresh', 503, ['Google answered: 503 to oauth.token']],
  ['oauth.token.refresh', 200, ['a Google token was renewed']],
  ['events.insert', 200, []],
])('a call of %s answered %i counts as %s', (operation, status, names) => {
  expect(namesOf({ operation, status })).toEqual(names);
});

test('a tally is told by name', () => {
  const tally = new Tally();
  tally.count('b');
  tally.count('a', 2);
  expect(Object.entries(tally.all())).toEqual([['a', 2], ['b', 1]]);
});
