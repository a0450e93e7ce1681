import { z } from 'zod';
import { mode } from './sync-settings.ts';
import { outcome } from '../messages/matcher.ts';
import { address, externalId, id, instant, pageQuery } from './shapes.ts';

const fields = {
  name: z.string().max(200),
  addresses: z.array(address).max(20),
  phone: z.string().max(40),
};
export const newContact = z.strictObject({ name: fields.name.min(1), addresses: fields.addresses.default([]), phone: fields.phone.default('') });
/** `PUT` by the platform's own id; also a change: only what is named is set. A new one needs a name. */
export const contactUpsert = z.strictObject({ name: fields.name.min(1).optional(), addresses: fields.addresses.optional(), phone: fields.phone.optional() });

/** Where a contact came from. */
export const provenance = z.object({
  kind: z.enum(['google-event', 'api', 'person', 'demo']),
  /** For `google-event`: the mirror's id and when the event was seen. */
  eventId: z.string().nullable(),
  /** Whose calendar, or who typed it. */
  userId: id.nullable(),
  at: instant,
});

export const contact = z.object({
  id,
  externalId: externalId.nullable(),
  ...fields,
  provenance,
  version: z.number().int(),
  createdAt: instant,
  updatedAt: instant,
});
export type Contact = z.infer<typeof contact>;

/** `search` looks at the start of words of the name and of addresses; `address` finds exactly one mailbox. */
export const contactQuery = z.strictObject({ ...pageQuery, search: z.string().max(100).optional(), address: address.optional() });

/** How far the erasing of a contact has come: who has answered, and how many records each removed or stripped. */
export const contactErasure = z.object({
  contactId: id,
  askedAt: instant,
  answers: z.record(z.string(), z.number().int()),
  /** Every service that keeps records has answered. */
  complete: z.boolean(),
});
export type ContactErasure = z.infer<typeof contactErasure>;

/** What a guest turned out to be. */
export const guestVerdict = z.enum([
  'known', 'created', 'ignored', 'self', 'teammate', 'room', 'group-address', 'blocked', 'suppressed', 'organizer-not-accepted', 'no-address', 'creation-off', 'not-back-filled',
]);

export const decision = z.object({
  id,
  eventId: z.string(),
  connectionId: id,
  userId: id,
  mode,
  outcome,
  fires: z.boolean(),
  /** Keys the portal has sentences for, in the order they applied. */
  reasons: z.array(z.string()),
  guests: z.array(z.object({ address: z.string(), verdict: guestVerdict, contactId: id.nullable() })),
  judgedFor: z.object({ etag: z.string(), settingsVersion: z.number().int() }),
  at: instant,
});
export type Decision = z.infer<typeof decision>;
export const decisionQuery = z.strictObject({ ...pageQuery, eventId: z.string().max(200).optional(), connectionId: id.optional() });
