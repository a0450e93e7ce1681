import type { SyncSettingsValues } from '@portal-sync/contracts';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';
import { ownCalendarId } from './own-calendar.ts';

export interface PlaceEventAsk {
  readonly agencyId: string;
  readonly hostUserId: string;
  readonly settings: Pick<SyncSettingsValues, 'appointmentsGoTo'>;
  /** The calendar that settings name, where it still exists. */
  readonly goesTo: PlatformCalendarDoc | undefined;
}

/** Which platform calendar takes an appointment made from an event: the one chosen, a group's default calendar, or the person's own. */
export function placeEvent({ agencyId, hostUserId, settings, goesTo }: PlaceEventAsk): string {
  if (settings.appointmentsGoTo === null || goesTo === undefined || goesTo.agencyId !== agencyId) return ownCalendarId(agencyId, hostUserId);
  return goesTo.kind === 'group' ? (goesTo.defaultCalendarId ?? goesTo.id) : goesTo.id;
}

/** Its type: the person's own default while the agency has it, else the agency's first, as for appointments that are booked without one. */
export const typeOfEvent = (settings: Pick<SyncSettingsValues, 'defaultType'>, types: readonly { readonly key: string }[]): string =>
  types.some(({ key }) => key === settings.defaultType) ? settings.defaultType : (types[0]?.key ?? settings.defaultType);
