import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';

/** In which zone the whole days of an agency's appointments were reckoned: after another was chosen, a worker reckons them anew. */
export const agencyZones = defineCollection({
  name: 'agencyZones',
  schema: z.object({
    /** = id of the agency */
    id: z.string(),
    /** IANA name; null before the first time. */
    zone: z.string().nullable(),
    /** The zone of the pass under way, and where it is; both null at rest. */
    toward: z.string().nullable(),
    cursor: z.string().nullable(),
    ...dueFields,
  }),
  key: (doc) => doc.id,
  due: true,
});
export type AgencyZoneDoc = z.infer<typeof agencyZones.schema>;
