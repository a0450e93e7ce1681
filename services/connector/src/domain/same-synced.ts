import type { Guest } from '@portal-sync/contracts';
import { isAllDay, type When } from '@portal-sync/kernel';
import type { SyncedFields } from '../repos/links.ts';
import { plainText } from './plain-text.ts';
import type { SyncedKey } from './synced-fields.ts';

/** Same instants or same days. The zone counts for series only (their local time is kept over a change of the clock): see `recurrence`. */
function sameTimes(a: When, b: When): boolean {
  if (isAllDay(a) || isAllDay(b)) return isAllDay(a) && isAllDay(b) && a.from === b.from && a.toExclusive === b.toExclusive;
  return Date.parse(a.start) === Date.parse(b.start) && Date.parse(a.end) === Date.parse(b.end);
}

/** Google gives the parts of a rule in an order of its own. */
const ruleKey = (line: string): string => {
  const [name = '', value = ''] = line.trim().toUpperCase().split(/:(.*)/s);
  return `${name}:${value.split(';').sort().join(';')}`;
};
const ruleKeys = (lines: readonly string[]): string => lines.map(ruleKey).sort().join('\n');

const guestKeys = (guests: readonly Guest[]): string =>
  guests.map((guest) => `${guest.address.toLowerCase()} ${guest.response} ${guest.optional}`).sort().join('\n');

/** Google trims; whatever else differs in a line of text is somebody's edit. */
const sameLine = (a: string, b: string): boolean => a.trim() === b.trim();
const sameDescription = (a: string, b: string): boolean => a === b || plainText(a) === plainText(b);

type Same = { [K in SyncedKey]: (a: SyncedFields[K], b: SyncedFields[K]) => boolean };

const SAME: Same = {
  exists: (a, b) => a === b,
  title: sameLine,
  when: sameTimes,
  recurrence: (a, b) => ruleKeys(a) === ruleKeys(b),
  location: sameLine,
  meetingLink: sameLine,
  description: sameDescription,
  status: (a, b) => a === b,
  guests: (a, b) => guestKeys(a) === guestKeys(b),
};

/** Whether two values of a field mean the same on both sides, however either of them writes it. */
export const sameSynced = <K extends SyncedKey>(key: K, a: SyncedFields[K], b: SyncedFields[K]): boolean => SAME[key](a, b);
