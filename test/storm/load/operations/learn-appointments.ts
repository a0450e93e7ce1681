import type { Appointment } from '@portal-sync/contracts';
import { pick, type Stage } from '../stage.ts';
import { untilAnswered } from '../until-answered.ts';

/** Looks which appointments came from events of the load, so that they can be edited here too. */
export async function learnAppointments(stage: Stage): Promise<void> {
  const agency = pick(stage.random, stage.agencies);
  if (agency === undefined) return;
  const answer = await untilAnswered<{ items: Appointment[] }>(stage.patience, agency.platform, { method: 'GET', path: '/v1/appointments?limit=100&includeCancelled=true' });
  for (const { id, title } of answer.body.items ?? []) {
    const matter = stage.matters.find((one) => one.agencyId === agency.id && one.appointmentId === null && one.madeBy === 'google' && title.startsWith(one.tag));
    if (matter !== undefined) matter.appointmentId = id;
  }
}
