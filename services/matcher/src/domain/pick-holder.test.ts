import { expect, it } from 'vitest';
import { pickHolder, type Holder } from './pick-holder.ts';

const old: Holder = { contactId: '01', address: 'ann@x.example', linked: false };
const young: Holder = { contactId: '02', address: 'ann@x.example', linked: false };
const linked: Holder = { contactId: '03', address: 'ann@x.example', linked: true };
const tagged: Holder = { contactId: '00', address: 'ann+a@x.example', linked: true };
const fold = { foldPlusTags: true };
const keep = { foldPlusTags: false };

it.each([
  ['nobody has it', [], keep, undefined],
  ['the only one', [old], keep, '01'],
  ['H11 of several, the oldest', [young, old], keep, '01'],
  ['H11 of several, the one the platform knows', [young, old, linked], keep, '03'],
  ['a plus tag is another mailbox', [tagged], keep, undefined],
  ['a plus tag is the same mailbox where tags are folded', [tagged], fold, '00'],
  ['the exact address goes before a folded one', [tagged, old], fold, '01'],
] as const)('%s', (_rule, holders, rules, expected) => {
  expect(pickHolder(holders, 'ann@x.example', rules)).toBe(expected);
  expect(pickHolder([...holders].reverse(), 'ann@x.example', rules)).toBe(expected);
});
