import type { PlatformCalendar } from '@portal-sync/contracts';
import { useQuery } from '@tanstack/react-query';
import { readAll } from './pages-of.ts';

/** The agency's own calendars, as far as this person sees them. */
export const usePlatformCalendars = (enabled: boolean) =>
  useQuery({ queryKey: ['calendars'], queryFn: ({ signal }) => readAll<PlatformCalendar>('/v1/calendars', {}, { signal }), enabled, staleTime: 60_000 });
