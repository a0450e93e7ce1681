import { expect, test } from 'vitest';
import { base32hex } from './base32hex.ts';

// RFC 4648 section 10, in lower case without padding.
test.each([
  ['', ''],
  ['f', 'co'],
  ['fo', 'cpng'],
  ['foo', 'cpnmu'],
  ['foob', 'cpnmuog'],
  ['fooba', 'cpnmuoj1'],
  ['foobar', 'cpnmuoj1e8'],
])('%o is %o', (text, expected) => {
  expect(base32hex(Buffer.from(text))).toBe(expected);
});
