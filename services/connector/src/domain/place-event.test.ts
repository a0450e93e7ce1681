import { expect, test } from 'vitest';
import { typeOfEvent } from './place-event.ts';

const types = [{ key: 'visit' }, { key: 'call' }];

test.each([
  ['the default of its person', 'call', types, 'call'],
  ['one that the agency has no more: its first', 'meeting', types, 'visit'],
  ['no types at all', 'meeting', [], 'meeting'],
] as const)('the type of an appointment made from an event: %s', (_name, defaultType, of, expected) => {
  expect(typeOfEvent({ defaultType }, of)).toBe(expected);
});
