import { run, runRecord } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

export const runs = defineCollection({
  name: 'runs',
  schema: run.extend({
    agencyId: z.string(),
    googleCalendarId: z.string().nullable(),
    /** False while the appointments of a run that pushes many are still gathered: `total` may grow. */
    planned: z.boolean(),
  }),
  key: (doc) => doc.id,
  indexes: {
    byAgency: { fields: ['agencyId', 'startedAt'] },
    byConnection: { fields: ['connectionId', 'startedAt'] },
    byState: { fields: ['connectionId', 'state', 'startedAt'] },
    byUser: { fields: ['agencyId', 'userId', 'startedAt'] },
    byUserState: { fields: ['agencyId', 'userId', 'state', 'startedAt'] },
    byAgencyState: { fields: ['agencyId', 'state', 'startedAt'] },
  },
});
export type RunDoc = z.infer<typeof runs.schema>;

export const runRecords = defineCollection({
  name: 'runRecords',
  schema: runRecord.extend({ agencyId: z.string(), linkId: z.string().nullable() }),
  key: (doc) => doc.id,
  indexes: { byRun: { fields: ['runId', 'at'] }, byAct: { fields: ['runId', 'act', 'at'] }, byAppointment: { fields: ['appointmentId', 'at'] } },
});
export type RunRecordDoc = z.infer<typeof runRecords.schema>;
