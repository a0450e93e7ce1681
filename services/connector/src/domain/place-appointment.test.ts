import { expect, test } from 'vitest';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';
import { ownCalendarId } from './own-calendar.ts';
import { placeAppointment, type PlaceAsk } from './place-appointment.ts';

const own = (userId: string): PlatformCalendarDoc => ({
  id: ownCalendarId('north', userId), agencyId: 'north', kind: 'unassigned', name: userId, color: '#112233', userId, memberIds: [], defaultCalendarId: null,
  allowContactCreation: false, allowTrigger: false, version: 1,
});
const HAL = own('hal');
const TIM = own('tim');
const SECOND = { ...own('hal'), id: 'second' };
const GROUP: PlatformCalendarDoc = { ...own('x'), id: 'group', kind: 'group', userId: null, memberIds: ['hal', 'tim'] };
const BEFORE = { hostUserId: 'hal', calendarId: HAL.id };

// what is said, who says it (where a host can be), where it stood, the calendar meant -> host and calendar, or the field at fault
const TABLE: readonly [string, PlaceAsk['asked'], string | undefined, PlaceAsk['before'], PlatformCalendarDoc | undefined, [string, string] | string][] = [
  ['nothing, by one who works here', {}, 'hal', undefined, undefined, ['hal', HAL.id]],
  ['nothing, by a platform or a client', {}, undefined, undefined, undefined, 'body.hostUserId'],
  ['a host', { hostUserId: 'tim' }, 'hal', undefined, undefined, ['tim', TIM.id]],
  ['a person’s calendar', { calendarId: TIM.id }, undefined, undefined, TIM, ['tim', TIM.id]],
  ['a second calendar of a person', { calendarId: 'second' }, 'tim', undefined, SECOND, ['hal', 'second']],
  ['a group, by one who works here', { calendarId: 'group' }, 'hal', undefined, GROUP, ['hal', 'group']],
  ['a group, by a platform', { calendarId: 'group' }, undefined, undefined, GROUP, 'body.hostUserId'],
  ['a group and a host', { calendarId: 'group', hostUserId: 'tim' }, undefined, undefined, GROUP, ['tim', 'group']],
  ['a person’s calendar and another host', { calendarId: TIM.id, hostUserId: 'hal' }, undefined, undefined, TIM, 'body.calendarId'],
  ['a calendar that is not there', { calendarId: 'x' }, 'hal', undefined, undefined, 'body.calendarId'],
  ['another host for what stood in the former one’s own calendar', { hostUserId: 'tim' }, undefined, BEFORE, HAL, ['tim', TIM.id]],
  ['another host for what stands in a group', { hostUserId: 'tim' }, undefined, { hostUserId: 'hal', calendarId: 'group' }, GROUP, ['tim', 'group']],
  ['the same host again', { hostUserId: 'hal' }, undefined, { hostUserId: 'hal', calendarId: 'second' }, SECOND, ['hal', 'second']],
  ['another calendar of the same host', { calendarId: 'second' }, undefined, BEFORE, SECOND, ['hal', 'second']],
  ['a colleague’s calendar, which brings its person', { calendarId: TIM.id }, undefined, BEFORE, TIM, ['tim', TIM.id]],
];
test.each(TABLE)('%s', (_name, asked, callerUserId, before, calendar, expected) => {
  const place = placeAppointment({ agencyId: 'north', asked, before, callerUserId, calendar });
  expect('issue' in place ? place.issue.path : [place.hostUserId, place.calendarId]).toEqual(expected);
});
