import type { GoogleItem } from './google-item.ts';
import type { MarkVerdict } from './mark.ts';

export type OnlyBlocks = 'private' | 'foreign-mark' | 'availability' | 'event-type' | 'series' | 'no-content';

export interface WhyAsk {
  readonly item: Pick<GoogleItem, 'isPrivate' | 'eventType' | 'recurrence' | 'recurringEventId' | 'iCalUID'>;
  readonly mark: MarkVerdict['kind'];
  /** What the calendar was chosen for, and how its person wants it. */
  readonly use: 'target' | 'availability' | 'draining' | 'none';
  readonly availabilityOnly: boolean;
  /** False for the calendar of a client: nothing of it is judged. */
  readonly ofStaff: boolean;
  readonly direction: 'bidirectional' | 'to-google' | 'from-google';
}

/** Why an event that is not linked only blocks its time, or null when it may be judged. The first reason counts. */
export function whyOnlyBlocks({ item, mark, use, availabilityOnly, ofStaff, direction }: WhyAsk): OnlyBlocks | null {
  if (mark === 'foreign') return 'foreign-mark';
  if (use !== 'target' || availabilityOnly || !ofStaff || direction === 'to-google') return 'availability';
  if (item.isPrivate) return 'private';
  if (item.eventType !== 'default') return 'event-type';
  if (item.recurrence.length > 0 || item.recurringEventId !== null) return 'series';
  return item.iCalUID === null ? 'no-content' : null;
}

/** Content of these is none of our business: only their time is kept. */
export const keepsOnlyTime = (why: OnlyBlocks | null): boolean => why === 'private' || why === 'foreign-mark' || why === 'availability';
