import type { State } from '../state.ts';

/** Something that goes wrong with notifications on purpose. The `sync` message is spared. */
export interface NotificationFault {
  readonly effect: 'drop' | 'delay' | 'duplicate';
  readonly delayMs: number;
  /** Only notifications of this calendar, if given. */
  readonly calendarId?: string;
  readonly left: number;
}

/** Takes the first fault that falls on a notification of this resource and counts it down. */
export function takeNotificationFault(state: State, resource: string): NotificationFault | undefined {
  const at = state.notificationFaults.findIndex((fault) => fault.calendarId === undefined || resource.endsWith(` ${fault.calendarId}`));
  const fault = state.notificationFaults[at];
  if (!fault) return undefined;
  if (fault.left <= 1) state.notificationFaults.splice(at, 1);
  else state.notificationFaults[at] = { ...fault, left: fault.left - 1 };
  return fault;
}
