import { agencyCaller } from '@portal-sync/auth';
import { platformCalendar } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import type { Deps } from '../../deps.ts';
import { platformCalendars } from '../../repos/platform-calendars.ts';
import { calendarParams } from '../params.ts';
import { WHO_WORK_HERE } from '../who.ts';
import { presentCalendar } from './present-calendar.ts';

export const getCalendar = defineRoute({
  id: 'getCalendar',
  method: 'GET',
  path: '/v1/calendars/{calendarId}',
  summary: "One of the platform's calendars",
  who: WHO_WORK_HERE,
  params: calendarParams,
  answers: { 200: platformCalendar },
  async handle(request, deps: Deps) {
    const found = await deps.store.get(platformCalendars, request.params.calendarId);
    if (found?.agencyId !== agencyCaller(request.caller).agencyId) throw new AppError('not-found');
    return { status: 200, body: presentCalendar(found) };
  },
});
