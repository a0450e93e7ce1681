import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';
import { AppError, type Issue } from '@portal-sync/kernel';

export type CalendarChange = Partial<
  Pick<PlatformCalendarDoc, 'name' | 'color' | 'memberIds' | 'defaultCalendarId' | 'allowContactCreation' | 'allowTrigger'>
>;

const GROUP_ONLY = ['memberIds', 'defaultCalendarId', 'allowContactCreation', 'allowTrigger'] as const;

/**
 * A platform calendar after a change. The switches belong to groups; *allow trigger* exists only once a default calendar is chosen and goes with it.
 * `defaultBelongs`: the default calendar asked for is one of this agency.
 */
export function changeCalendar(before: PlatformCalendarDoc, change: CalendarChange, defaultBelongs: boolean): PlatformCalendarDoc {
  const issues: Issue[] = [
    ...(before.kind === 'group' ? [] : GROUP_ONLY.filter((field) => change[field] !== undefined).map((field) => issue(field, 'only a group calendar has it'))),
    ...(typeof change.defaultCalendarId === 'string' && !defaultBelongs ? [issue('defaultCalendarId', 'is no calendar of this agency')] : []),
  ];
  if (issues.length > 0) throw new AppError('invalid', { issues });
  const wanted = { ...before, ...change, memberIds: [...new Set(change.memberIds ?? before.memberIds)] };
  if (change.allowTrigger === true && wanted.defaultCalendarId === null) {
    throw new AppError('refused', {
      detail: 'Choose a default calendar first: automations run for appointments, and without it there is no calendar for them.',
      issues: [issue('allowTrigger', 'needs a default calendar')],
      extra: { reason: 'default-calendar-first' },
    });
  }
  const after = { ...wanted, allowTrigger: wanted.allowTrigger && wanted.defaultCalendarId !== null };
  return JSON.stringify(after) === JSON.stringify(before) ? before : { ...after, version: before.version + 1 };
}

const issue = (field: string, message: string): Issue => ({ path: `body.${field}`, message });
