import { z } from 'zod';
import { defineMessage } from '../define-message.ts';

/** One firing, an immutable row. */
export const triggerFired = defineMessage({
  owner: 'trigger',
  version: 1,
  nature: 'happened',
  type: 'trigger.fired',
  shape: {
    agencyId: z.string(),
    firingId: z.string(),
    ruleId: z.string(),
    appointmentId: z.string(),
    contactId: z.string().nullable(),
  },
  key: (data) => data.appointmentId,
});
