import { googleCalendar, pageOf, platformCalendar, type newPlatformCalendar, type PlatformCalendar, type platformCalendarChange } from '@portal-sync/contracts';
import type { z } from 'zod';
import { path, type CallApi } from './call-api.ts';
import { listOf } from './pages.ts';

export const calendarsApi = (call: CallApi) => ({
  list: () => listOf(call, '/v1/calendars', platformCalendar),
  get: (calendarId: string): Promise<PlatformCalendar> => call('GET', path`/v1/calendars/${calendarId}`, { answer: platformCalendar }),
  create: (body: z.input<typeof newPlatformCalendar>, options: { idempotencyKey?: string } = {}): Promise<PlatformCalendar> =>
    call('POST', '/v1/calendars', { body, ...options, answer: platformCalendar }),
  change: (calendarId: string, body: z.input<typeof platformCalendarChange>): Promise<PlatformCalendar> =>
    call('PATCH', path`/v1/calendars/${calendarId}`, { body, answer: platformCalendar }),
  /** The calendars of a connected Google account, as last seen. */
  ofGoogle: (connectionId: string) => listOf(call, '/v1/google-calendars', googleCalendar, { connectionId }),
  /** Reads them from Google again. */
  refreshOfGoogle: (connectionId: string) => call('POST', '/v1/google-calendars/refresh', { body: { connectionId }, answer: pageOf(googleCalendar) }),
});
