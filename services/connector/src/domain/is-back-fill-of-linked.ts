import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';

/** Whether what a read brings of linked events is old: a first read where nobody followed them before. */
export const isBackFillOfLinked = ({ firstRead, linkedFollowed }: Pick<GoogleCalendarDoc, 'firstRead' | 'linkedFollowed'>): boolean => firstRead && linkedFollowed !== true;
