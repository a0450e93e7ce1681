import { auditRow } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** Who did what. Written with the change it speaks of; chained (`seq`, `hash`) soon after by one hand, so that changes never wait for each other. */
export const auditRows = defineCollection({
  name: 'auditRows',
  schema: z.object({ ...auditRow.shape, agencyId: z.string(), chained: z.boolean() }),
  key: (row) => row.id,
  indexes: {
    byAgency: { fields: ['agencyId', 'id'] },
    byConnection: { fields: ['agencyId', 'connectionId', 'id'] },
    byUser: { fields: ['agencyId', 'userId', 'id'] },
    waiting: { fields: ['chained', 'id'] },
  },
});

/** The end of an agency's chain. */
export const auditHeads = defineCollection({
  name: 'auditHeads',
  schema: z.object({ agencyId: z.string(), seq: z.number().int(), hash: z.string() }),
  key: (head) => head.agencyId,
});
