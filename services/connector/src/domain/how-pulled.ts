import type { SyncSettings, SyncSettingsValues } from '@portal-sync/contracts';

/** How often changes in Google are looked for where it is a person's choice, seconds. */
const CHOSEN_S = { '5-minutes': 300, '15-minutes': 900, 'hourly': 3600 } as const;
/** Where realtime was chosen and Google cannot tell us, seconds. */
export const REALTIME_POLL_S = 30;

/**
 * How changes in Google reach us and why so, for the settings page. Google tells us only at an address it can reach, and not of every calendar.
 */
export function howPulled(ask: {
  readonly frequency: SyncSettingsValues['frequency'];
  /** Google can reach us. */
  readonly hasNotifyUrl: boolean;
  /** What Google said about watching the target calendar. */
  readonly watch: 'off' | 'on' | 'refused' | undefined;
}): SyncSettings['pull'] {
  const { frequency } = ask;
  if (frequency === 'manual') return { by: 'manual', everySeconds: null, because: 'you-chose-it' };
  if (frequency !== 'realtime') return { by: 'poll', everySeconds: CHOSEN_S[frequency], because: 'you-chose-it' };
  if (!ask.hasNotifyUrl) return { by: 'poll', everySeconds: REALTIME_POLL_S, because: 'no-notification-address' };
  if (ask.watch === 'refused') return { by: 'poll', everySeconds: REALTIME_POLL_S, because: 'calendar-cannot-be-watched' };
  return { by: 'watch', everySeconds: null, because: 'google-notifies-us' };
}
