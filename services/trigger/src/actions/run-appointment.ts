import { appointmentCard } from '@portal-sync/contracts';
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import { reasonToSkip, type Standing } from '../domain/plan-action.ts';
import { appointmentWork, workKey, type AppointmentWork } from '../repos/appointment-work.ts';
import { firings, withAction, type StoredFiring } from '../repos/firings.ts';
import { runEnrol, runLeave } from './run-enrolment.ts';
import { runMail } from './run-mail.ts';
import { settle } from './settle.ts';
import { runWebhook } from './run-webhook.ts';

export type Card = z.infer<typeof appointmentCard>;

/**
 * Runs what waits for one appointment, in the order of its versions, after a look at how it stands now. Every effect is written under an id
 * of its own, together with what it means for the firing: run twice, it is there once. A neighbour that does not answer costs delay.
 */
export async function runAppointment(deps: Deps, work: AppointmentWork): Promise<{ nextAt: number | null }> {
  const { agencyId, appointmentId } = work;
  for (;;) {
    const waiting = await deps.store.find(firings, { index: 'byPending', equals: [agencyId, appointmentId, true], limit: 50 });
    if (waiting.items.length === 0) break;
    // Asked after they were found: what fired for a version is not measured by how the appointment stood before it.
    const card = await deps.connector.get(`/internal/appointments/${encodeURIComponent(agencyId)}/${encodeURIComponent(appointmentId)}`, appointmentCard);
    for (const firing of waiting.items) await runFiring(deps, firing, card);
  }
  await takeOffTheList(deps, work);
  return { nextAt: null };
}

async function runFiring(deps: Deps, firing: StoredFiring, card: Card | undefined): Promise<void> {
  for (const [place, { action, state, handedOn }] of firing.actions.entries()) {
    if (state !== 'waiting' || handedOn) continue;
    const skip = reasonToSkip(action, firing, standingOf(card));
    if (skip !== undefined) await settle(deps, firing, place, async (_tx, now) => withAction(now, place, { state: 'skipped', detail: skip }));
    else if (action.kind === 'enrol') await runEnrol(deps, firing, place, action);
    else if (action.kind === 'leave') await runLeave(deps, firing, place, action);
    else if (action.kind === 'webhook') await runWebhook(deps, firing, place, action);
    else await runMail(deps, firing, place, action, card);
  }
}

function standingOf(card: Card | undefined): Standing {
  if (card === undefined) return 'gone';
  return card.status === 'cancelled' ? 'cancelled' : 'on';
}

/** Removes the row, unless somebody asked again meanwhile: then it comes due by itself. */
async function takeOffTheList(deps: Deps, work: AppointmentWork): Promise<void> {
  const key = workKey(work.agencyId, work.appointmentId);
  await deps.store.transaction(async (tx) => {
    const now = await tx.get(appointmentWork, key);
    if (now !== undefined && now.claim === work.claim && now.againAt === null) await tx.remove(appointmentWork, key);
  });
}
