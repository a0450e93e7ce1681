import { defineCollection, dueFields } from '@portal-sync/store';
import { z } from 'zod';
import { sealed } from '../vault/sealed.ts';

/**
 * Who uses what one Google account granted to one Google project. Google revokes per project, so the last holder only may revoke.
 * Connect and disconnect compare-and-swap this one row.
 */
export const grants = defineCollection({
  name: 'grants',
  schema: z.object({
    project: z.string(),
    sub: z.string(),
    holders: z.array(z.string()),
    revoking: z.object({ taskId: z.string(), inFlightUntil: z.number().nullable() }).nullable(),
    revokedAt: z.number().nullable(),
  }),
  key: (grant) => grantKey(grant.project, grant.sub),
  indexes: { byRevocation: { fields: ['revokedAt'] } },
});

export const grantKey = (project: string, sub: string): string => `${project}/${sub}`;
export const connectionHolder = (connectionId: string): string => `connection/${connectionId}`;
export const sessionHolder = (sessionId: string): string => `session/${sessionId}`;

/** A token that waits to be revoked at Google. Due: try. */
export const revocations = defineCollection({
  name: 'revocations',
  schema: z.object({
    id: z.string(),
    agencyId: z.string(),
    userId: z.string(),
    /** The connection or connect session it belonged to. */
    subjectId: z.string(),
    project: z.string(),
    sub: z.string(),
    token: sealed,
    tries: z.number().int(),
    askedAt: z.number(),
    ...dueFields,
  }),
  key: (task) => task.id,
  due: true,
});
export type Revocation = z.infer<typeof revocations.schema>;

export const revocationPlace = (taskId: string): readonly string[] => ['revocation', taskId];
