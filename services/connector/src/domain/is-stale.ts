import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';
import type { PullPlan } from './pull-plan.ts';

/** A calendar that is read only when asked counts as known for so long, seconds. */
const MANUAL_S = 3_600;

/**
 * Whether what we know of a calendar's time may be old: its time is unknown then, not free. Read at the pace of its plan it is fresh;
 * twice its pace and a minute without a read, or any trouble, and it is not.
 */
export function isStale(
  calendar: Pick<GoogleCalendarDoc, 'lastPullAt' | 'problem' | 'pausedSince' | 'firstRead'>,
  ask: { readonly isLive: boolean; readonly plan: Pick<PullPlan, 'everySeconds'>; readonly now: number },
): boolean {
  const { lastPullAt, problem, pausedSince, firstRead } = calendar;
  if (!ask.isLive || lastPullAt === null || firstRead || problem !== null || pausedSince !== null) return true;
  const seconds = ask.plan.everySeconds === null ? MANUAL_S : 2 * ask.plan.everySeconds + 60;
  return ask.now - lastPullAt > seconds * 1_000;
}
