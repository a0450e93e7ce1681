import { enrolment } from '@portal-sync/contracts';
import { defineCollection } from '@portal-sync/store';
import { z } from 'zod';

/** A contact in a campaign because of an appointment. Its id comes from firing and action: the same firing enrols once. */
export const enrolments = defineCollection({
  name: 'enrolments',
  schema: enrolment.extend({ agencyId: z.string() }),
  key: (doc) => enrolmentKey(doc.agencyId, doc.id),
  indexes: {
    byCampaign: { fields: ['agencyId', 'campaignId', 'at'] },
    /** `leftAt` null: those who are in it. */
    byLeft: { fields: ['agencyId', 'campaignId', 'leftAt'] },
    byMember: { fields: ['agencyId', 'campaignId', 'contactId', 'appointmentId', 'leftAt'] },
    byContact: { fields: ['agencyId', 'contactId'] },
  },
});

export type StoredEnrolment = z.infer<typeof enrolments.schema>;

export const enrolmentKey = (agencyId: string, enrolmentId: string): string => `${agencyId}/${enrolmentId}`;
