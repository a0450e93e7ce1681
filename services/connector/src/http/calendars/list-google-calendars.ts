import { agencyCaller } from '@portal-sync/auth';
import { googleCalendar, id, pageOf, pageQuery, type ConnectionCard, type GoogleCalendar } from '@portal-sync/contracts';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { findConnection } from '../../actions/find-connection.ts';
import { refreshCalendarList } from '../../actions/refresh-calendar-list.ts';
import type { Deps } from '../../deps.ts';
import { isWritableCalendar } from '../../domain/is-writable-calendar.ts';
import { calendarAccesses, type CalendarAccessDoc } from '../../repos/google-calendars.ts';
import { confinesOf, OWN_CONNECTION } from '../who.ts';

const present = ({ product }: ConnectionCard, access: CalendarAccessDoc): GoogleCalendar => ({
  id: access.googleCalendarId,
  connectionId: access.connectionId,
  googleId: access.googleId,
  name: access.name,
  color: access.color,
  zone: access.zone,
  accessRole: access.accessRole,
  primary: access.primary,
  available: access.available,
  writable: isWritableCalendar(product, access),
  seenAt: access.seenAt,
});

export const listGoogleCalendars = defineRoute({
  id: 'listGoogleCalendars',
  method: 'GET',
  path: '/v1/google-calendars',
  summary: 'The calendars of the connected Google account, as last seen',
  who: OWN_CONNECTION,
  query: z.strictObject({ ...pageQuery, connectionId: id }),
  answers: { 200: pageOf(googleCalendar) },
  async handle(request, deps: Deps) {
    const { connectionId, ...query } = request.query;
    const card = await findConnection(deps, confinesOf(request), connectionId);
    const page = await deps.store.find(calendarAccesses, { index: 'byConnection', equals: [connectionId], ...query });
    return { status: 200, body: { ...page, items: page.items.map((access) => present(card, access)) } };
  },
});

export const refreshGoogleCalendars = defineRoute({
  id: 'refreshGoogleCalendars',
  method: 'POST',
  path: '/v1/google-calendars/refresh',
  summary: 'Read the list of calendars from Google again',
  who: OWN_CONNECTION,
  body: z.strictObject({ connectionId: id }),
  answers: { 200: pageOf(googleCalendar) },
  rateLimit: 30,
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const card = await findConnection(deps, confinesOf(request), request.body.connectionId);
    await refreshCalendarList(deps, { agencyId, connectionId: card.id });
    const page = await deps.store.find(calendarAccesses, { index: 'byConnection', equals: [card.id], limit: 1000 });
    return { status: 200, body: { items: page.items.map((access) => present(card, access)) } };
  },
});
