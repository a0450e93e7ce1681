import { dueFields, defineCollection } from '@portal-sync/store';
import { z } from 'zod';

const removalKind = z.enum(['agency', 'user', 'contact']);
export type RemovalKind = z.infer<typeof removalKind>;

/** Somebody whose traces a worker removes, page by page. Stays when done, so that a repeated question gets the same answer. */
export const removals = defineCollection({
  name: 'removals',
  schema: z.object({
    kind: removalKind,
    agencyId: z.string(),
    subjectId: z.string(),
    /** Records removed or stripped so far. */
    count: z.number().int(),
    doneAt: z.number().nullable(),
    ...dueFields,
  }),
  key: (removal) => removalKey(removal.kind, removal.agencyId, removal.subjectId),
  indexes: { byDue: { fields: ['dueAt'] }, byAgency: { fields: ['agencyId'] } },
  due: true,
});

export type Removal = z.infer<typeof removals.schema>;

export const removalKey = (kind: RemovalKind, agencyId: string, subjectId: string): string => `${kind}/${agencyId}/${subjectId}`;
