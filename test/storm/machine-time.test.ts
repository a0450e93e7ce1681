import { expect, test } from 'vitest';
import { machineLine, parseMachineTime } from './machine-time.ts';

const stat = (ticks: string) => `cpu  ${ticks}\ncpu0 1 1 1 1 1 1 1 1 0 0\nintr 5\n`;
const at = (ticks: string) => parseMachineTime(stat(ticks));

test.each([
  ['half stolen', '100 0 100 100 0 0 0 100 0 0', '150 0 150 100 0 0 0 200 0 0', '0 % was idle and 50 % taken'],
  ['waiting for a disk is idle', '0 0 0 0 0 0 0 0 0 0', '10 5 5 50 20 5 5 0 99 99', '70 % was idle and 0 % taken'],
])('%s', (_, before, after, says) => {
  expect(machineLine(at(before), at(after))).toBe(`Of the processors' time ${says} by the machine's host.`);
});

test.each([
  ['no such file', '', ''],
  ['an older kernel without the column', '1 2 3 4 5 6 7', '2 3 4 5 6 7 8'],
  ['no time passed', '1 1 1 1 1 1 1 1 0 0', '1 1 1 1 1 1 1 1 0 0'],
])('nothing is told where it is not known: %s', (_, before, after) => {
  expect(machineLine(at(before), at(after))).toBeUndefined();
});
