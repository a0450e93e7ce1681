import { expect, test } from 'vitest';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';
import { changeCalendar, type CalendarChange } from './change-calendar.ts';

const GROUP: PlatformCalendarDoc = {
  id: 'g1', agencyId: 'north', kind: 'group', name: 'Front desk', color: '#112233', userId: null, memberIds: ['hal'],
  defaultCalendarId: null, allowContactCreation: false, allowTrigger: false, version: 3,
};
const OWN: PlatformCalendarDoc = { ...GROUP, id: 'c1', kind: 'unassigned', userId: 'hal', memberIds: [] };
const CHOSEN: PlatformCalendarDoc = { ...GROUP, defaultCalendarId: 'c1' };

const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'taken';
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as { issues: { path: string }[] }).issues.map(({ path }) => path).join(' ')}`;
  }
};

// calendar, change, is the default one of the agency, what comes of it
const TABLE: readonly [string, PlatformCalendarDoc, CalendarChange, boolean, string][] = [
  ['a trigger without a default calendar', GROUP, { allowTrigger: true }, false, 'refused body.allowTrigger'],
  ['a trigger while the default is taken away', CHOSEN, { allowTrigger: true, defaultCalendarId: null }, false, 'refused body.allowTrigger'],
  ['a trigger with its default calendar at once', GROUP, { allowTrigger: true, defaultCalendarId: 'c1' }, true, 'taken'],
  ['a trigger where a default stands', CHOSEN, { allowTrigger: true }, false, 'taken'],
  ['no trigger', GROUP, { allowTrigger: false }, false, 'taken'],
  ['a default calendar of another agency', GROUP, { defaultCalendarId: 'x' }, false, 'invalid body.defaultCalendarId'],
  ['contacts from a group', GROUP, { allowContactCreation: true }, false, 'taken'],
  ["switches on a person's own calendar", OWN, { allowTrigger: true, memberIds: ['tim'] }, false, 'invalid body.memberIds body.allowTrigger'],
  ["another name for a person's own calendar", OWN, { name: 'Mine' }, false, 'taken'],
];
test.each(TABLE)('%s', (_name, calendar, change, belongs, expected) => {
  expect(codeOf(() => changeCalendar(calendar, change, belongs))).toBe(expected);
});

test('the trigger goes with the default calendar', () => {
  const after = changeCalendar({ ...CHOSEN, allowTrigger: true }, { defaultCalendarId: null }, false);
  expect(after).toMatchObject({ defaultCalendarId: null, allowTrigger: false, version: 4 });
});

test('a change that changes nothing keeps the version', () => {
  expect(changeCalendar(GROUP, { name: 'Front desk', memberIds: ['hal', 'hal'] }, false)).toBe(GROUP);
});
