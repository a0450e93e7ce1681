import { agencyCaller } from '@portal-sync/auth';
import { platformCalendar, platformCalendarChange } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { checkPeople } from '../../actions/check-people.ts';
import type { Deps } from '../../deps.ts';
import { changeCalendar as decide } from '../../domain/change-calendar.ts';
import { platformCalendars } from '../../repos/platform-calendars.ts';
import { named } from '../named.ts';
import { calendarParams } from '../params.ts';
import { confinesOf, WHO_KEEP_CALENDARS } from '../who.ts';
import { presentCalendar } from './present-calendar.ts';

export const changeCalendar = defineRoute({
  id: 'changeCalendar',
  method: 'PATCH',
  path: '/v1/calendars/{calendarId}',
  summary: 'Change a calendar: its name, its members, what a group allows',
  who: WHO_KEEP_CALENDARS,
  params: calendarParams,
  body: platformCalendarChange,
  answers: { 200: platformCalendar },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const { userId } = confinesOf(request);
    const change = named(request.body);
    await checkPeople(deps, agencyId, { memberIds: change.memberIds });
    const calendar = await deps.store.transaction(async (tx) => {
      const before = await tx.get(platformCalendars, request.params.calendarId);
      if (before?.agencyId !== agencyId) throw new AppError('not-found');
      if (userId !== undefined && before.userId !== userId) throw new AppError('forbidden', { detail: 'You can change your own calendars.' });
      const goesTo = typeof change.defaultCalendarId === 'string' ? await tx.guard(platformCalendars, change.defaultCalendarId) : undefined;
      const after = decide(before, change, goesTo?.agencyId === agencyId);
      if (after !== before) await tx.put(platformCalendars, after);
      return after;
    });
    return { status: 200, body: presentCalendar(calendar) };
  },
});
