import { delivery, type Delivery } from '@portal-sync/contracts';
import { dueFields, defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** One message to one endpoint, repeated under the same id until it is taken or given up. */
export const deliveries = defineCollection({
  name: 'deliveries',
  schema: delivery.omit({ nextAt: true }).extend({
    agencyId: z.string(),
    /** Which action of the firing it carries out. */
    place: z.number().int(),
    appointmentId: z.string(),
    appointmentVersion: z.number().int(),
    ...dueFields,
  }),
  key: (doc) => deliveryKey(doc.agencyId, doc.id),
  indexes: {
    byDue: { fields: ['dueAt'] },
    byState: { fields: ['state', 'createdAt'] },
    byWebhook: { fields: ['agencyId', 'webhookId', 'createdAt'] },
    /** Deliveries to one endpoint about one appointment, to keep their order. */
    byLane: { fields: ['agencyId', 'webhookId', 'appointmentId', 'state', 'attempts', 'appointmentVersion'] },
  },
  due: true,
});

export type StoredDelivery = z.infer<typeof deliveries.schema>;

export const deliveryKey = (agencyId: string, deliveryId: string): string => `${agencyId}/${deliveryId}`;

export const deliveryView = (doc: StoredDelivery): Delivery => ({
  id: doc.id,
  webhookId: doc.webhookId,
  firingId: doc.firingId,
  state: doc.state,
  attempts: doc.attempts,
  lastStatus: doc.lastStatus,
  nextAt: doc.state === 'waiting' ? doc.dueAt : null,
  createdAt: doc.createdAt,
});
