import type { RuleAction } from '@portal-sync/contracts';
import type { Deps } from '../deps.ts';
import { enrolmentKey, enrolments } from '../repos/enrolments.ts';
import { effectId, withAction, type StoredFiring } from '../repos/firings.ts';
import { settle } from './settle.ts';

type Enrol = Extract<RuleAction, { kind: 'enrol' }>;
type Leave = Extract<RuleAction, { kind: 'leave' }>;

/** Puts the contact into a campaign, because of this appointment. Who is in it because of this appointment already is not put in again. */
export async function runEnrol(deps: Deps, firing: StoredFiring, place: number, { campaignId }: Enrol): Promise<void> {
  await settle(deps, firing, place, async (tx, now) => {
    const { agencyId, appointmentId, contactId, id: firingId } = now;
    if (contactId === null) return withAction(now, place, { state: 'skipped', detail: 'no-contact' });
    const member = await tx.find(enrolments, { index: 'byMember', equals: [agencyId, campaignId, contactId, appointmentId, null], limit: 1 });
    if (member.items.length > 0) return withAction(now, place, { state: 'skipped', detail: 'enrolled-already' });
    const id = effectId(firingId, place);
    await tx.put(enrolments, { agencyId, id, campaignId, contactId, appointmentId, firingId, at: deps.clock.now(), leftAt: null });
    return withAction(now, place, { state: 'done', attempts: 1 });
  });
}

/** Takes the contact out of a campaign, as far as this appointment put it in. */
export async function runLeave(deps: Deps, firing: StoredFiring, place: number, { campaignId }: Leave): Promise<void> {
  await settle(deps, firing, place, async (tx, now) => {
    const { agencyId, appointmentId, contactId } = now;
    if (contactId === null) return withAction(now, place, { state: 'skipped', detail: 'no-contact' });
    const member = await tx.find(enrolments, { index: 'byMember', equals: [agencyId, campaignId, contactId, appointmentId, null] });
    for (const { id } of member.items) await tx.update(enrolments, enrolmentKey(agencyId, id), (enrolment) => ({ ...enrolment, leftAt: deps.clock.now() }));
    return withAction(now, place, { state: 'done', attempts: 1, detail: member.items.length === 0 ? 'was-not-in-it' : null });
  });
}
