import { expect, test } from 'vitest';
import { HELP, readOptions } from './read-options.ts';

test('the usual storm is twenty minutes with 200 kills, the short one half a minute', () => {
  expect(readOptions([])).toEqual({ seed: 1, minutes: 20, kills: 200, perSecond: 2, mutants: [] });
  expect(readOptions(['--short', '--seed', '9', '--kills', '3'])).toMatchObject({ seed: 9, minutes: 0.5, kills: 3 });
});

test('a mutant goes by its name, or all', () => {
  expect(readOptions(['--mutant', 'no-compare-and-swap'])?.mutants.map(({ name }) => name)).toEqual(['no-compare-and-swap']);
  expect(readOptions(['--mutant', 'all'])).toMatchObject({ minutes: 2, kills: 30, mutants: [{}, {}, {}] });
});

test.each([[['--minutes', 'x'], 'above 0'], [['--kills', '0'], 'above 0'], [['--mutant', 'nobody'], 'no-compare-and-swap'], [['--nonsense'], '--nonsense']])('%j is refused', (args, words) => {
  expect(() => readOptions(args)).toThrow(words);
});

test('help names every option', () => {
  expect(readOptions(['--help'])).toBeUndefined();
  for (const option of ['--short', '--minutes', '--kills', '--per-second', '--seed', '--mutant']) expect(HELP).toContain(option);
});
