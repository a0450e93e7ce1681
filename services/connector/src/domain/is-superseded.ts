import type { GoogleCalendarDoc } from '../repos/google-calendars.ts';

const READ_BY = ['syncToken', 'pageToken', 'fullReadSince', 'leadConnectionId', 'use', 'firstRead'] as const;

/** Where a calendar is read from, for whom or what for is another now than when `begun` was: what that asks for stands, and what this read says is old. */
export const isSuperseded = (begun: GoogleCalendarDoc, now: GoogleCalendarDoc): boolean => READ_BY.some((field) => now[field] !== begun[field]);
