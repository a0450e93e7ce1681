import type { Product } from '@portal-sync/contracts';
import type { CalendarAccessDoc } from '../repos/google-calendars.ts';

/**
 * Whether a connection may write this calendar. The scope of `calendar-1way` reaches only calendars that the person owns
 * (https://developers.google.com/workspace/calendar/api/auth, `calendar.events.owned`).
 */
export const isWritableCalendar = (product: Product, access: Pick<CalendarAccessDoc, 'accessRole' | 'available'>): boolean =>
  access.available && (access.accessRole === 'owner' || (access.accessRole === 'writer' && product === 'calendar-2way'));
