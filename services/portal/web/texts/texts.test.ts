import { expect, test } from 'vitest';
import { sayIn, type Catalogue, type Sentence } from './catalogue.ts';
import * as en from './en.ts';
import * as nl from './nl.ts';
import * as sv from './sv.ts';

const LANGUAGES: Readonly<Record<string, Catalogue>> = { en, nl, sv };

const flat = (catalogue: Catalogue): Map<string, Sentence> =>
  new Map(Object.entries(catalogue).flatMap(([group, sentences]) => Object.entries(sentences as Record<string, Sentence>).map(([key, sentence]) => [`${group}.${key}`, sentence] as const)));

const formsOf = (sentence: Sentence): string[] => (typeof sentence === 'string' ? [sentence] : [sentence.one, sentence.other]);
const placesOf = (text: string): string[] => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string))].sort();

const english = flat(en);

test.each(['nl', 'sv'])('%s has every sentence that English has, and no other', (language) => {
  expect([...flat(LANGUAGES[language] as Catalogue).keys()].sort()).toEqual([...english.keys()].sort());
});

test.each(['nl', 'sv'])('%s fills in the same values as English', (language) => {
  const wrong = [...flat(LANGUAGES[language] as Catalogue)].filter(([key, sentence]) => {
    const wanted = placesOf(formsOf(english.get(key) as Sentence).at(-1) as string);
    return JSON.stringify(placesOf(formsOf(sentence).at(-1) as string)) !== JSON.stringify(wanted);
  });
  expect(wrong.map(([key]) => key)).toEqual([]);
});

test.each(['en', 'nl', 'sv'])('no sentence of %s is empty but where nothing is to be said', (language) => {
  const empty = [...flat(LANGUAGES[language] as Catalogue)].filter(([, sentence]) => formsOf(sentence).some((form) => form.trim() === '')).map(([key]) => key);
  expect(empty).toEqual(['pullReasons.other']);
});

test.each(['nl', 'sv'])('the sentences of %s are its own', (language) => {
  const same = [...flat(LANGUAGES[language] as Catalogue)].filter(([key, sentence]) => formsOf(sentence).join() === formsOf(english.get(key) as Sentence).join() && formsOf(sentence).join().split(' ').length > 3);
  expect(same.map(([key]) => key)).toEqual([]);
});

test('the cards of the modes say exactly what was agreed', () => {
  const { say } = sayIn('en', en);
  expect(['one-way', 'two-way', 'smart', 'disable-trigger'].map((mode) => `${say(`modes.${mode as 'smart'}`)}: ${say(`modes.${mode as 'smart'}What`)}`)).toEqual([
    'One-way: Your appointments go to Google. Google events only block time, in grey. Nobody is added as a contact.',
    'Two-way: Events and appointments follow each other. Guests become contacts, and your automations run.',
    'Smart: Events with people you already know become appointments and run automations. All others only block time, in grey.',
    'Two-way without automations: Like two-way, guests become contacts, but nothing is triggered.',
  ]);
});

test('“2‑way” is never broken at its hyphen', () => {
  const broken = Object.values(LANGUAGES).flatMap((catalogue) => [...flat(catalogue).values()].flatMap(formsOf).filter((text) => /\b[12]-\p{L}/u.test(text)));
  expect(broken).toEqual([]);
});

test('numbers choose the form and are written as the language does', () => {
  expect(sayIn('en', en).say('push.creates', { count: 1 })).toBe('1 event will be made');
  expect(sayIn('en', en).say('push.creates', { count: 12_345 })).toBe('12,345 events will be made');
  expect(sayIn('nl', nl).say('push.creates', { count: 12_345 })).toBe('Er worden 12.345 evenementen gemaakt');
});

test('a key that no text exists for yet falls back to the general sentence', () => {
  const { sayKey } = sayIn('en', en);
  expect(sayKey('reasons', 'something-new', 'reasons.other', { support: 'help@x.example' })).toContain('help@x.example');
  expect(sayKey('reasons', 'toString', 'reasons.other', { support: 'x' })).toContain('Something keeps this');
});

test('no text names the product or its maker', () => {
  for (const catalogue of Object.values(LANGUAGES)) expect(JSON.stringify([...flat(catalogue).values()])).not.toMatch(/portal[ -]sync/i);
});
