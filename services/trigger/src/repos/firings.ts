import { firing, ruleAction, type Firing } from '@portal-sync/contracts';
import { AppError, sha256 } from '@portal-sync/kernel';
import { defineCollection, type Reads } from '@portal-sync/store';
import { z } from 'zod';

/** An action of a firing as it stands. */
export const firedAction = z.object({
  action: ruleAction,
  state: z.enum(['waiting', 'done', 'failed', 'skipped']),
  attempts: z.number().int(),
  detail: z.string().nullable(),
  /** Waiting, but in somebody else's hands: its delivery stands in a list of its own. */
  handedOn: z.boolean(),
});

/** One time a rule happened. Its id comes from what makes it unique: appointment, version, rule, contact. */
export const firings = defineCollection({
  name: 'firings',
  schema: firing.extend({
    agencyId: z.string(),
    actions: z.array(firedAction),
    /** What happened, for those who are told. */
    calendarId: z.string(),
    appointmentType: z.string(),
    changedFields: z.array(z.string()),
    bookedBy: z.string(),
    /** Some action waits for the worker of its appointment. */
    pending: z.boolean(),
  }),
  key: (doc) => firingKey(doc.agencyId, doc.id),
  indexes: {
    byTime: { fields: ['agencyId', 'at'] },
    byRule: { fields: ['agencyId', 'ruleId', 'at'] },
    byAppointment: { fields: ['agencyId', 'appointmentId', 'at'] },
    /** In the order of versions: the order in which actions run. */
    byPending: { fields: ['agencyId', 'appointmentId', 'pending', 'appointmentVersion'] },
    byContact: { fields: ['agencyId', 'contactId'] },
  },
});

export type StoredFiring = z.infer<typeof firings.schema>;
export type FiredAction = z.infer<typeof firedAction>;

export const firingKey = (agencyId: string, firingId: string): string => `${agencyId}/${firingId}`;

export const firingIdFor = (of: { agencyId: string; appointmentId: string; version: number; ruleId: string; contactId: string | null }): string =>
  sha256([of.agencyId, of.appointmentId, of.version, of.ruleId, of.contactId ?? ''].join('\0'));

/** The id of what an action of a firing makes: an enrolment, a mail, a delivery. Made twice it is the same. */
export const effectId = (firingId: string, place: number): string => sha256(`${firingId}\0${place}`);

/** Fails with `not-found`, for another agency's firing too. */
export async function getFiring(reads: Reads, agencyId: string, firingId: string): Promise<StoredFiring> {
  const found = await reads.get(firings, firingKey(agencyId, firingId));
  if (found === undefined) throw new AppError('not-found');
  return found;
}

/** A firing with one action changed. */
export function withAction(stored: StoredFiring, place: number, change: Partial<Omit<FiredAction, 'action'>>): StoredFiring {
  const actions = stored.actions.map((action, at) => (at === place ? { ...action, ...change } : action));
  return { ...stored, actions, pending: actions.some((action) => action.state === 'waiting' && !action.handedOn) };
}

export const firingView = (stored: StoredFiring): Firing => ({
  id: stored.id,
  ruleId: stored.ruleId,
  ruleName: stored.ruleName,
  appointmentId: stored.appointmentId,
  appointmentVersion: stored.appointmentVersion,
  contactId: stored.contactId,
  on: stored.on,
  at: stored.at,
  actions: stored.actions.map(({ action, state, attempts, detail }) => ({ kind: action.kind, state, attempts, detail })),
});
