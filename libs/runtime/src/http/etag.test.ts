import { AppError } from '@portal-sync/kernel';
import { expect, test } from 'vitest';
import { checkIfMatch, etagOf, isNotModified } from './etag.ts';

const codeOf = (run: () => void): string => {
  try {
    run();
    return 'passed';
  } catch (error) {
    return error instanceof AppError ? error.code : 'other';
  }
};

test.each([
  [undefined, 'precondition-required'],
  ['"3"', 'precondition-failed'],
  ['"4"', 'passed'],
  ['"3", "4"', 'passed'],
  ['*', 'passed'],
  ['W/"4"', 'precondition-failed'],
])('a write with If-Match %s on version 4: %s', (header, outcome) => {
  expect(codeOf(() => checkIfMatch({ headers: { 'if-match': header } }, 4))).toBe(outcome);
});

test('a refused write says which version stands', () => {
  expect(() => checkIfMatch({ headers: { 'if-match': '"3"' } }, 4)).toThrow(expect.objectContaining({ extra: { currentVersion: 4 } }));
});

test.each([
  [undefined, false],
  ['"3"', false],
  [etagOf(4), true],
  ['W/"4"', true],
  ['*', true],
])('a read with If-None-Match %s of version 4 is not modified: %s', (header, outcome) => {
  expect(isNotModified({ headers: { 'if-none-match': header } }, 4)).toBe(outcome);
});
