import { z } from 'zod';
import { id, instant, pageQuery } from './shapes.ts';

export const ruleEvent = z.enum(['booked', 'customer-booked', 'rescheduled', 'cancelled']);

export const ruleAction = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('enrol'), campaignId: id }),
  z.strictObject({ kind: z.literal('leave'), campaignId: id }),
  z.strictObject({ kind: z.literal('webhook'), endpointId: id }),
  /** A mail into the outgoing ledger. `{client}`, `{title}`, `{when}`, `{agency}` in the texts are filled in. */
  z.strictObject({ kind: z.literal('mail'), to: z.enum(['client', 'host']), subject: z.string().min(1).max(200), text: z.string().min(1).max(4000) }),
]);

const ruleFields = {
  name: z.string().min(1).max(120),
  on: ruleEvent,
  /** Empty lists mean any. */
  calendarIds: z.array(id).max(100),
  types: z.array(z.string().max(40)).max(40),
  /** For `rescheduled`: fire only when one of these fields changed. */
  fields: z.array(z.string().max(40)).max(20),
  actions: z.array(ruleAction).min(1).max(10),
  enabled: z.boolean(),
};
export const newRule = z.strictObject({
  ...ruleFields,
  calendarIds: ruleFields.calendarIds.default([]),
  types: ruleFields.types.default([]),
  fields: ruleFields.fields.default([]),
  enabled: ruleFields.enabled.default(true),
});
/** Only what is named changes. */
export const ruleChange = z.strictObject({
  name: ruleFields.name.optional(),
  on: ruleFields.on.optional(),
  calendarIds: ruleFields.calendarIds.optional(),
  types: ruleFields.types.optional(),
  fields: ruleFields.fields.optional(),
  actions: ruleFields.actions.optional(),
  enabled: ruleFields.enabled.optional(),
});
export const rule = z.object({ id, ...ruleFields, version: z.number().int(), createdAt: instant });
export type Rule = z.infer<typeof rule>;
export type RuleAction = z.infer<typeof ruleAction>;
export type RuleEvent = z.infer<typeof ruleEvent>;

export const newCampaign = z.strictObject({ name: z.string().min(1).max(120) });
export const campaign = z.object({ id, name: z.string(), enrolled: z.number().int(), createdAt: instant });
export const enrolment = z.object({ id, campaignId: id, contactId: id, appointmentId: id, firingId: id, at: instant, leftAt: instant.nullable() });
export type Campaign = z.infer<typeof campaign>;
export type Enrolment = z.infer<typeof enrolment>;

/** One time a rule happened. */
export const firing = z.object({
  id,
  ruleId: id,
  ruleName: z.string(),
  appointmentId: id,
  appointmentVersion: z.number().int(),
  contactId: id.nullable(),
  on: ruleEvent,
  at: instant,
  actions: z.array(
    z.object({
      kind: z.string(),
      state: z.enum(['waiting', 'done', 'failed', 'skipped']),
      attempts: z.number().int(),
      detail: z.string().nullable(),
    }),
  ),
});
export type Firing = z.infer<typeof firing>;
export const firingQuery = z.strictObject({ ...pageQuery, ruleId: id.optional(), appointmentId: id.optional() });

export const newWebhook = z.strictObject({ url: z.url().max(500), description: z.string().max(200).default('') });
/** `secret` (`whsec_...`, Standard Webhooks) is shown once, in the answer to its making. */
export const webhook = z.object({ id, url: z.string(), description: z.string(), enabled: z.boolean(), secret: z.string().optional(), createdAt: instant });
export const delivery = z.object({
  id,
  webhookId: id,
  firingId: id,
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number().int(),
  lastStatus: z.number().int().nullable(),
  nextAt: instant.nullable(),
  createdAt: instant,
});

export type Webhook = z.infer<typeof webhook>;
export type Delivery = z.infer<typeof delivery>;

/** A row of the outgoing mail ledger. */
export const outgoingMail = z.object({
  id,
  firingId: id,
  /** The sender's name: the agency's. */
  fromName: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  at: instant,
});
export type OutgoingMail = z.infer<typeof outgoingMail>;
