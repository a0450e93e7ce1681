import { dueFields, defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** An appointment with actions that wait: one lease, so that they run one after another in the order of its versions. Removed when none waits. */
export const appointmentWork = defineCollection({
  name: 'appointmentWork',
  schema: z.object({ agencyId: z.string(), appointmentId: z.string(), ...dueFields }),
  key: (doc) => workKey(doc.agencyId, doc.appointmentId),
  indexes: { byDue: { fields: ['dueAt'] }, byAgency: { fields: ['agencyId'] } },
  due: true,
});

export type AppointmentWork = z.infer<typeof appointmentWork.schema>;

export const workKey = (agencyId: string, appointmentId: string): string => `${agencyId}/${appointmentId}`;
