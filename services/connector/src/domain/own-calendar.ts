import type { UserCard } from '@portal-sync/contracts';
import { sha256 } from '@portal-sync/kernel';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';

/** Id of a person's own calendar: computed, so that it is made once however often we hear of the person. */
export const ownCalendarId = (agencyId: string, userId: string): string => `own-${sha256(`${agencyId}\0${userId}`).slice(0, 22)}`;

/** Those who work at the agency have appointments of their own to keep; clients do not. */
export const hasOwnCalendar = (user: Pick<UserCard, 'role'>): boolean => user.role === 'admin' || user.role === 'staff';

/** A person's own calendar as it is at first. */
export const newOwnCalendar = (user: UserCard): PlatformCalendarDoc => ({
  id: ownCalendarId(user.agencyId, user.id),
  agencyId: user.agencyId,
  kind: 'unassigned',
  name: user.name,
  color: '#3b6ea8',
  userId: user.id,
  memberIds: [],
  defaultCalendarId: null,
  allowContactCreation: false,
  allowTrigger: false,
  version: 1,
});
