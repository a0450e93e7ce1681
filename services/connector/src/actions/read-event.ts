import { GoogleFailure, type GoogleEvent } from '@portal-sync/google';
import type { Pass } from './pass.ts';

/** One event itself; undefined where Google has none, not even a deleted one. */
export async function readEvent(pass: Pick<Pass, 'call' | 'calendar'>, eventId: string): Promise<GoogleEvent | undefined> {
  try {
    return (await pass.call('getEvent', 'now', (api) => api.getEvent({ calendarId: pass.calendar.googleId, eventId }))).event;
  } catch (error) {
    if (error instanceof GoogleFailure && (error.reason === 'not-found' || error.reason === 'gone')) return undefined;
    throw error;
  }
}
