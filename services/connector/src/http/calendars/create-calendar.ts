import { agencyCaller } from '@portal-sync/auth';
import { newPlatformCalendar, platformCalendar } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { checkPeople } from '../../actions/check-people.ts';
import type { Deps } from '../../deps.ts';
import { platformCalendars, type PlatformCalendarDoc } from '../../repos/platform-calendars.ts';
import { WHO_RUN_IT } from '../who.ts';
import { presentCalendar } from './present-calendar.ts';

export const createCalendar = defineRoute({
  id: 'createCalendar',
  method: 'POST',
  path: '/v1/calendars',
  summary: 'Make a calendar: one person’s own, or a group’s',
  who: WHO_RUN_IT,
  body: newPlatformCalendar,
  answers: { 201: platformCalendar },
  idempotent: true,
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const { kind, name, color, userId, memberIds } = request.body;
    const wrong = kind === 'group' ? (userId === null ? undefined : 'userId') : memberIds.length > 0 ? 'memberIds' : userId === null ? 'userId' : undefined;
    if (wrong !== undefined) {
      throw new AppError('invalid', { issues: [{ path: `body.${wrong}`, message: 'a group has members, an unassigned calendar has one user' }] });
    }
    await checkPeople(deps, agencyId, { userId, memberIds });
    const calendar: PlatformCalendarDoc = {
      id: deps.makeId(), agencyId, kind, name, color, userId,
      memberIds: [...new Set(memberIds)],
      defaultCalendarId: null,
      allowContactCreation: false,
      allowTrigger: false,
      version: 1,
    };
    await deps.store.insert(platformCalendars, calendar);
    return { status: 201, headers: { location: `/v1/calendars/${calendar.id}` }, body: presentCalendar(calendar) };
  },
});
