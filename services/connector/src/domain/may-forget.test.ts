import { expect, test } from 'vitest';
import { mayForget, type ForgetFacts } from './may-forget.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const ended = (daysAgo: number, recurrence: string[] = []) => ({ endsAt: NOW - daysAgo * DAY, recurrence });
const facts = (more: Partial<ForgetFacts> = {}): ForgetFacts => ({ linked: false, blocking: false, inSeries: false, now: NOW, ...more });

test.each([
  ['over for 91 days', ended(91), facts(), true],
  ['over for 89 days', ended(89), facts(), false],
  ['still to come', ended(-5), facts(), false],
  ['an appointment, however old', ended(900), facts({ linked: true }), false],
  ['grey in the calendar for 91 days', ended(91), facts({ blocking: true }), false],
  ['grey in the calendar for more than a year', ended(366), facts({ blocking: true }), true],
  ['a series that began long ago', ended(900, ['RRULE:FREQ=WEEKLY']), facts(), false],
  ['an exception of a series that we keep', ended(900), facts({ inSeries: true }), false],
] as const)('what we keep of an event that is %s may go: %o %o %s', (_name, mirror, about, may) => {
  expect(mayForget(mirror, about)).toBe(may);
});
