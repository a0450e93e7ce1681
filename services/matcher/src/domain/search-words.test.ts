import { expect, it } from 'vitest';
import { isFoundAt, nameKeyOf, soughtOf, wordsOf } from './search-words.ts';

const jose = { name: 'José Núñez-Smith', addresses: ['Jose.N@Client.example'] };
const found = (search: string): boolean => {
  const words = wordsOf(jose);
  const sought = soughtOf(search);
  return sought.length > 0 && words.some((word) => isFoundAt(word, words, sought));
};

it.each(['jose', 'JOS', 'nunez', 'smith jo', 'Núñ', 'núñez-smith', 'jose.n@cli', 'client', 'jose.n', 'n smith'])('finds by the start of words: %s', (search) => {
  expect(found(search)).toBe(true);
});

it.each(['ose', 'mith', 'jose anna', 'other@client.example', '  ', '@', '%'])('finds nothing by what no word begins with: %s', (search) => {
  expect(found(search)).toBe(false);
});

it('lists a contact once, however many of its words fit', () => {
  const anna = wordsOf({ name: 'Anna Annika Ann', addresses: ['ann@anna.example'] });
  expect(anna.filter((word) => isFoundAt(word, anna, soughtOf('ann')))).toHaveLength(1);
});

it('sorts by name without case and marks, nameless last', () => {
  expect(['Zoe', '', 'Émile', 'adam'].sort((a, b) => (nameKeyOf(a) < nameKeyOf(b) ? -1 : 1))).toEqual(['adam', 'Émile', 'Zoe', '']);
});
