import type { SyncSettingsValues } from '@portal-sync/contracts';
import type { AppointmentDoc } from '../repos/appointments.ts';
import type { LinkDoc, SyncedFields } from '../repos/links.ts';
import { syncedFieldsOf } from './synced-fields.ts';

export interface OutwardView {
  readonly fields: SyncedFields;
  /** Literal text before the title. */
  readonly titlePrefix: string;
}

export interface OutwardAsk {
  readonly appointment: AppointmentDoc;
  readonly origin: LinkDoc['origin'];
  readonly clientDetails: SyncSettingsValues['clientDetails'];
  /** Name of the appointment's client; null without one. */
  readonly clientName: string | null;
}

/**
 * What Google may see of an appointment. With client details hidden: the service and the time, nothing of the client.
 * An event that a person made keeps its own title, without our prefix.
 */
export function outwardView({ appointment, origin, clientDetails, clientName }: OutwardAsk): OutwardView {
  const fields = syncedFieldsOf(appointment);
  if (clientDetails === 'hidden') return { fields: { ...fields, location: '', meetingLink: '', description: '', guests: [] }, titlePrefix: '' };
  const prefixed = origin === 'ours' && clientName !== null && clientName.trim() !== '';
  return { fields, titlePrefix: prefixed ? `${clientName.trim()} - ` : '' };
}
