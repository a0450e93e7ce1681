import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';

/** Whether an edit of a linked event that a read brings is old: a first read where nobody followed it before. Its guests were judged in a target alone. */
export const isBackFillOfLinked = ({ firstRead, linkedFollowed }: Pick<GoogleCalendarDoc, 'firstRead' | 'linkedFollowed'>): boolean => firstRead && linkedFollowed !== true;
