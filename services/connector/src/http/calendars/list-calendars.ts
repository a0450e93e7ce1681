import { agencyCaller } from '@portal-sync/auth';
import { pageOf, pageQuery, platformCalendar } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { platformCalendars } from '../../repos/platform-calendars.ts';
import { WHO_WORK_HERE } from '../who.ts';
import { presentCalendar } from './present-calendar.ts';

export const listCalendars = defineRoute({
  id: 'listCalendars',
  method: 'GET',
  path: '/v1/calendars',
  summary: "The platform's calendars",
  who: WHO_WORK_HERE,
  query: z.strictObject(pageQuery),
  answers: { 200: pageOf(platformCalendar) },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const page = await deps.store.find(platformCalendars, { index: 'byAgency', equals: [agencyId], ...request.query });
    return { status: 200, body: { ...page, items: page.items.map(presentCalendar) } };
  },
});
