import { role, type User as UserCard } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import { defineCollection, dueFields, type Reads } from '@portal-sync/store';
import { z } from 'zod';

/** A person at an agency, bound to a Google account (`sub`) at first sign-in. Due: its removal has to go on. */
export const users = defineCollection({
  name: 'users',
  schema: z.object({
    agencyId: z.string(),
    id: z.string(),
    name: z.string(),
    email: z.string(),
    /** The address in its one spelling, for finding an invited person. Never a key. */
    emailKey: z.string(),
    role,
    contactId: z.string().nullable(),
    sub: z.string().nullable(),
    version: z.number().int(),
    createdAt: z.number(),
    state: z.enum(['live', 'removing']),
    /** While removing: which owners of records have not answered yet, and how many records the others removed. */
    removal: z.object({ askedAt: z.number(), waitingFor: z.array(z.string()), removed: z.record(z.string(), z.number()) }).nullable(),
    ...dueFields,
  }),
  key: (user) => userKey(user.agencyId, user.id),
  indexes: {
    byAgency: { fields: ['agencyId', 'state', 'id'] },
    bySub: { fields: ['agencyId', 'sub'], unique: true },
    byEmail: { fields: ['agencyId', 'emailKey'] },
  },
  due: true,
});
export type User = z.infer<typeof users.schema>;

export const userKey = (agencyId: string, userId: string): string => `${agencyId}/${userId}`;

/** The person, as long as they are not being removed. */
export async function findUser(reads: Reads, agencyId: string, userId: string): Promise<User | undefined> {
  const found = await reads.get(users, userKey(agencyId, userId));
  return found?.state === 'live' ? found : undefined;
}

/** The same, or AppError `not-found`. */
export async function needUser(reads: Reads, agencyId: string, userId: string): Promise<User> {
  const found = await findUser(reads, agencyId, userId);
  if (found === undefined) throw new AppError('not-found');
  return found;
}

/** What others may see. */
export const userCardOf = (user: User): UserCard => ({
  id: user.id,
  agencyId: user.agencyId,
  name: user.name,
  email: user.email,
  role: user.role,
  contactId: user.contactId,
  bound: user.sub !== null,
  version: user.version,
  createdAt: user.createdAt,
});
