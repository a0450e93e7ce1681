import type { Agency, EventToJudge, SyncSettingsValues } from '@portal-sync/contracts';
import { normalizeAddress } from '@portal-sync/kernel';
import type { PlatformCalendarDoc } from '../repos/platform-calendars.ts';

export interface PolicyFacts {
  readonly settings: { readonly version: number; readonly values: SyncSettingsValues };
  /** The platform calendar that takes appointments made from events, where one was chosen. */
  readonly goesTo: PlatformCalendarDoc | undefined;
  readonly agency: Pick<Agency, 'foldPlusTags' | 'blocklist'>;
  /** Addresses of the person whose calendar it is, and of all who work at the agency. */
  readonly ownAddresses: readonly string[];
  readonly teamAddresses: readonly string[];
  readonly isBackFill: boolean;
}

/** The policy under which an event is judged, as it stands now. The verdict counts only while it stands. */
export function judgingPolicy({ settings, goesTo, agency, ...facts }: PolicyFacts): EventToJudge['policy'] {
  const { mode, createAppointments, syncAllDay } = settings.values;
  const { allowContactCreation, defaultCalendarId, allowTrigger } = goesTo ?? {};
  return {
    settingsVersion: settings.version,
    mode,
    createAppointments,
    syncAllDay,
    group:
      goesTo?.kind === 'group'
        ? { allowContactCreation: allowContactCreation === true, defaultCalendarId: defaultCalendarId ?? null, allowTrigger: allowTrigger === true }
        : null,
    ownAddresses: spelledOnce(facts.ownAddresses),
    teamAddresses: spelledOnce(facts.teamAddresses),
    // Nobody was asked whether old events should make contacts or run automations, so they do not.
    backFill: { isBackFill: facts.isBackFill, contacts: false, triggers: false },
    foldPlusTags: agency.foldPlusTags,
    blocklist: agency.blocklist,
  };
}

/** One spelling per mailbox. What is no address (ids of group calendars are) stays as it is. */
const spelledOnce = (addresses: readonly string[]): string[] => [
  ...new Set(addresses.filter((address) => address !== '').map((address) => normalizeAddress(address) ?? address.toLowerCase())),
];
