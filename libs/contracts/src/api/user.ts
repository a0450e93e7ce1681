import { z } from 'zod';
import { role } from '../caller.ts';
import { address, id, instant } from './shapes.ts';

export const newUser = z.strictObject({
  /** The platform's own id for this person; made by us when left out. */
  id: id.optional(),
  name: z.string().min(1).max(120),
  email: address,
  role,
  /** The contact a client or prospect is. */
  contactId: id.nullable().default(null),
});

export const userChange = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  email: address.optional(),
  role: role.optional(),
  contactId: id.nullable().optional(),
});

export const user = z.object({
  id,
  agencyId: id,
  name: z.string(),
  email: z.string(),
  role,
  contactId: id.nullable(),
  /** False until the first sign-in bound a Google account to this person. */
  bound: z.boolean(),
  version: z.number().int(),
  createdAt: instant,
});
export type User = z.infer<typeof user>;

/** A one-use link that binds this person's Google account at first sign-in. Shown once. */
export const invitation = z.object({ url: z.url(), expiresAt: instant });
