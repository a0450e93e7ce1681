import type { PlatformCalendar } from '@portal-sync/contracts';
import type { PlatformCalendarDoc } from '../../repos/platform-calendars.ts';

export const presentCalendar = ({ agencyId: _, ...calendar }: PlatformCalendarDoc): PlatformCalendar => calendar;
