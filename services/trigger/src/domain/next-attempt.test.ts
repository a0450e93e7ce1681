import { expect, it } from 'vitest';
import { afterAttempt, type Answer } from './next-attempt.ts';

it.each<[string, Answer, number, object]>([
  ['2xx is delivered', { status: 204 }, 1, { state: 'delivered' }],
  ['a failure is tried again after 5 seconds', { status: 500 }, 1, { state: 'waiting', waitMs: 5_000, why: 'status-500' }],
  ['then after 5 minutes', { status: 429 }, 2, { state: 'waiting', waitMs: 300_000, why: 'status-429' }],
  ['no answer', { failure: 'no-answer' }, 3, { state: 'waiting', waitMs: 1_800_000, why: 'no-answer' }],
  ['a redirect is a failure', { status: 302 }, 1, { state: 'waiting', waitMs: 5_000, why: 'status-302' }],
  ['a refused address is a failure', { failure: 'blocked-address' }, 1, { state: 'waiting', waitMs: 5_000, why: 'blocked-address' }],
  ['the tenth attempt is the last', { status: 500 }, 10, { state: 'failed', why: 'status-500', turnOff: false }],
  ['410: the receiver wants no more', { status: 410 }, 1, { state: 'failed', why: 'status-410', turnOff: true }],
])('%s', (_rule, answer, attempts, expected) => {
  expect(afterAttempt(answer, attempts, 0.5)).toEqual(expected);
});

it('waits differ by a tenth either way', () => {
  const wait = (unit: number) => afterAttempt({ status: 500 }, 2, unit);
  expect([wait(0), wait(1)]).toMatchObject([{ waitMs: 270_000 }, { waitMs: 330_000 }]);
});
