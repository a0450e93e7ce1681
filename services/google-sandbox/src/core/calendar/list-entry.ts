import type { JsonObject } from '../event/stored-event.ts';

/** One calendar in one person's calendar list: their own colours and name for it. */
export interface ListEntry {
  readonly calendarId: string;
  readonly selected: boolean;
  readonly hidden?: true;
  readonly deleted?: true;
  readonly summaryOverride?: string;
  readonly colorId: string;
  readonly backgroundColor?: string;
  readonly foregroundColor?: string;
  readonly defaultReminders: readonly JsonObject[];
  readonly notifications?: readonly JsonObject[];
  /** Order of change within the person's list; list sync tokens name one. */
  readonly seq: number;
  readonly etagMicros: number;
}
