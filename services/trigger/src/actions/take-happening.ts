import { triggerFired } from '@portal-sync/contracts';
import { markDue, newDue, type Transaction } from '@portal-sync/store';
import type { Deps } from '../deps.ts';
import { fire, type PlannedFiring } from '../domain/fire.ts';
import type { AppointmentChanged } from '../domain/happening.ts';
import { appointmentWork, workKey } from '../repos/appointment-work.ts';
import { firingIdFor, firings, type StoredFiring } from '../repos/firings.ts';
import { happeningKey, happenings } from '../repos/happenings.ts';
import { rulesOf } from '../repos/rules.ts';

/**
 * Takes one version of an appointment: once, whatever order and however often its message comes. What fires is decided by the rules as they
 * stand now and written with the messages in the same transaction; what follows is left to the worker of the appointment.
 */
export async function takeHappening(deps: Deps, happening: AppointmentChanged): Promise<void> {
  const { agencyId, appointmentId, version } = happening;
  // It never will: there is nothing to remember.
  if (!happening.fires) return;
  const now = deps.clock.now();
  await deps.store.transaction(async (tx) => {
    if ((await tx.guard(happenings, happeningKey(agencyId, appointmentId, version))) !== undefined) return;
    await tx.insert(happenings, { agencyId, appointmentId, version, at: now });
    const fired = fire(happening, await rulesOf(tx, agencyId)).map((planned) => firingOf(happening, planned, now));
    for (const firing of fired) {
      await tx.insert(firings, firing);
      const { id: firingId, ruleId, contactId } = firing;
      tx.send(triggerFired.make({ agencyId, firingId, ruleId, appointmentId, contactId }, { id: deps.makeId(), now }));
    }
    if (fired.some((firing) => firing.pending)) await wakeWorker(tx, agencyId, appointmentId, now);
  });
}

function firingOf(happening: AppointmentChanged, { rule, contactId, actions }: PlannedFiring, now: number): StoredFiring {
  const { agencyId, appointmentId, version, calendarId, appointmentType, changedFields, bookedBy } = happening;
  return {
    agencyId,
    id: firingIdFor({ agencyId, appointmentId, version, ruleId: rule.id, contactId }),
    ruleId: rule.id,
    ruleName: rule.name,
    appointmentId,
    appointmentVersion: version,
    contactId,
    on: rule.on,
    at: now,
    actions: actions.map(({ action, skipped }) => ({
      action, state: skipped === null ? 'waiting' as const : 'skipped' as const, attempts: 0, detail: skipped, handedOn: false,
    })),
    calendarId,
    appointmentType,
    changedFields,
    bookedBy,
    pending: actions.some((action) => action.skipped === null),
  };
}

async function wakeWorker(tx: Transaction, agencyId: string, appointmentId: string, now: number): Promise<void> {
  const standing = await tx.get(appointmentWork, workKey(agencyId, appointmentId));
  // A row that comes after one that was removed counts its claims on from where nobody was: who still holds the old one ends no lease of this.
  await tx.put(appointmentWork, standing === undefined ? { agencyId, appointmentId, ...newDue(now), claim: now } : markDue(standing, now, now));
}
