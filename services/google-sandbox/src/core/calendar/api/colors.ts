import { ok } from '../../api/route.ts';
import type { Reply } from '../../api/route.ts';
import { CALENDAR_COLORS, EVENT_COLORS } from '../palette.ts';

/** colors.get */
export const getColors = (): Reply =>
  ok({ kind: 'calendar#colors', updated: '2012-02-14T00:00:00.000Z', calendar: CALENDAR_COLORS, event: EVENT_COLORS });
