import { z } from 'zod';
import { id, instant, pageQuery } from './shapes.ts';

/** What the audit log knows of. */
export const auditKind = z.enum([
  'agency.changed',
  'user.made', 'user.changed', 'user.invited', 'user.bound', 'user.signed-in', 'user.signed-out', 'user.removing', 'user.removed',
  'sign-in.refused', 'session.reuse-ended',
  'connect.opened', 'connect.sent-to-google', 'connect.denied', 'connect.box-missing', 'connect.other-account', 'connect.google-failed',
  'connect.state-expired', 'connect.state-replayed', 'connect.other-browser', 'connect.consented', 'connect.redeem-refused',
  'connect.never-came-back', 'connect.consent-destroyed',
  'connection.made', 'connection.reconnected', 'connection.replaced', 'connection.upgraded', 'connection.paused', 'connection.resumed',
  'connection.broken', 'connection.healed', 'connection.removing', 'connection.removed',
  'token.exchanged', 'grant.revoked', 'grant.kept', 'grant.not-revoked',
]);
export type AuditKind = z.infer<typeof auditKind>;

/** One row of the audit log: ids, never personal data. `hash` = SHA-256 over the hash before and this row; both null until it is chained, within seconds. */
export const auditRow = z.object({
  id,
  at: instant,
  kind: auditKind,
  /** Who did it: a person, an agency's own system, one of our services, or nobody but time and Google (`system`, `google`). */
  actor: z.object({ kind: z.enum(['user', 'platform', 'service', 'browser', 'google', 'system']), id: z.string().nullable() }),
  userId: z.string().nullable(),
  connectionId: z.string().nullable(),
  /** Words of our own: product, scopes, cause, reason, session id. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
  seq: z.number().int().nullable(),
  hash: z.string().nullable(),
});
export type AuditRow = z.infer<typeof auditRow>;

export const auditQuery = z.strictObject({ ...pageQuery, connectionId: id.optional(), userId: id.optional() });
