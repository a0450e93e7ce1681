import type { Reads } from '@portal-sync/store';
import { appointments, type AppointmentDoc } from './appointments.ts';

/** By our id or by the platform's own. Undefined also for another agency's. */
export type AppointmentKey = { readonly appointmentId: string } | { readonly externalId: string };

export async function findAppointment(reads: Reads, agencyId: string, key: AppointmentKey): Promise<AppointmentDoc | undefined> {
  if ('externalId' in key) return (await reads.find(appointments, { index: 'byExternalId', equals: [agencyId, key.externalId], limit: 1 })).items[0];
  const found = await reads.get(appointments, key.appointmentId);
  return found?.agencyId === agencyId ? found : undefined;
}
