import { expect, test } from 'vitest';
import { isAddressOf, withoutName, withoutPersonal } from './erased-contact.ts';

const TITLES: readonly [string, string, string][] = [
  ['Jo Smith - Massage', 'Jo Smith', 'Massage'],
  ['Massage – JO SMITH', 'Jo Smith', 'Massage'],
  ['Massage for jo  smith', 'Jo  Smith', 'Massage for'],
  ['Jo Smith', 'Jo Smith', 'Appointment'],
  ['Massage', 'Jo Smith', 'Massage'],
  ['C++ (lesson)', 'C++', '(lesson)'],
  ['Massage', '', 'Massage'],
];
test.each(TITLES)('of "%s" without %s there is left "%s"', (title, name, expected) => {
  expect(withoutName(title, name)).toBe(expected);
});

test('an address is known in any spelling, and no other is taken for it', () => {
  const erased = { addresses: ['Jo@Bücher.example'] };
  expect(['jo@xn--bcher-kva.example', 'JO@BÜCHER.example'].map((address) => isAddressOf(address, erased))).toEqual([true, true]);
  expect(['j.o@bücher.example', 'jo@bucher.example', ''].map((address) => isAddressOf(address, erased))).toEqual([false, false, false]);
});

test('values keep their time and state, and lose what speaks of a person', () => {
  expect(withoutPersonal({ when: 1, status: 'confirmed', title: 'x', guests: [], contactId: 'c', description: 'y' })).toEqual({ when: 1, status: 'confirmed' });
});
