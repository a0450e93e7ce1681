import { appointmentVersion } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** One immutable row per version: what `appointment.changed` names. */
export const appointmentVersions = defineCollection({
  name: 'appointmentVersions',
  schema: appointmentVersion.extend({ id: z.string(), agencyId: z.string(), appointmentId: z.string(), fires: z.boolean() }),
  key: (doc) => doc.id,
  indexes: { byAppointment: { fields: ['appointmentId', 'version'] } },
});
export type AppointmentVersionDoc = z.infer<typeof appointmentVersions.schema>;

export const versionId = (appointmentId: string, version: number): string => `${appointmentId}/${version}`;
