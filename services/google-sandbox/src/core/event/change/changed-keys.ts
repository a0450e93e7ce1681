import { sameJson } from '../defined.ts';
import type { EventFields } from '../stored-event.ts';

export type FieldKey = keyof EventFields;

/** The members in which two versions of an event differ. */
export function changedKeys(before: EventFields | undefined, after: EventFields): Set<FieldKey> {
  const keys = new Set<FieldKey>();
  const all = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]) as Set<FieldKey>;
  for (const key of all) if (!sameJson(before?.[key], after[key])) keys.add(key);
  return keys;
}

/** What every copy of a meeting says alike, unless a guest changed their own. */
export const SHARED: readonly FieldKey[] = [
  'start', 'end', 'endTimeUnspecified', 'summary', 'description', 'location', 'recurrence', 'attendees', 'guestsCanModify',
  'guestsCanInviteOthers', 'guestsCanSeeOtherGuests', 'anyoneCanAddSelf', 'extendedShared', 'conferenceData', 'hangoutLink',
  'attachments', 'sequence', 'organizer', 'creator', 'eventType',
];

/** Shared, but only the organizer may touch them, on whatever copy. */
export const ORGANIZER_ONLY: readonly FieldKey[] = ['guestsCanModify', 'guestsCanInviteOthers', 'guestsCanSeeOtherGuests', 'anyoneCanAddSelf'];

/** What a guest changes with effect for all when the organizer lets guests modify the event. */
export const MEETING: readonly FieldKey[] = [
  'start', 'end', 'endTimeUnspecified', 'summary', 'description', 'location', 'recurrence', 'conferenceData', 'hangoutLink', 'attachments',
];

/** A change of these is worth a mail to the guests. */
export const NEWSWORTHY: readonly FieldKey[] = ['start', 'end', 'recurrence', 'summary', 'description', 'location', 'hangoutLink'];

export const TIMES: readonly FieldKey[] = ['start', 'end', 'recurrence'];

export const touches = (changed: ReadonlySet<FieldKey>, keys: readonly FieldKey[]): boolean => keys.some((key) => changed.has(key));

/** `base` with the given members taken from `source`; a member absent there is removed. */
export function take(base: EventFields, source: EventFields, keys: Iterable<FieldKey>): EventFields {
  const out: Record<string, unknown> = { ...base };
  for (const key of keys) {
    if (source[key] === undefined) delete out[key];
    else out[key] = source[key];
  }
  return out as unknown as EventFields;
}
