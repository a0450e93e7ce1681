import type { SyncSettingsValues } from '@portal-sync/contracts';
import { isAllDay } from '@portal-sync/kernel';
import type { MirrorDoc } from '../repos/mirrors.ts';

/** Why an event that was judged only blocks time: a key the portal has a sentence for. */
export function busyReason(mirror: Pick<MirrorDoc, 'when' | 'attendees'>, settings: Pick<SyncSettingsValues, 'mode' | 'createAppointments' | 'syncAllDay'>): string {
  if (!settings.createAppointments) return 'create-off';
  if (mirror.when !== null && isAllDay(mirror.when) && !settings.syncAllDay) return 'all-day-off';
  if (settings.mode === 'one-way') return 'one-way';
  return mirror.attendees.some((guest) => !guest.self && !guest.resource) ? 'unknown-guests' : 'no-guests';
}
