import type { Appointment } from '@portal-sync/contracts';
import { lookHere } from '../look-at.ts';
import type { Ending, Matter } from '../matter.ts';
import type { Stage } from '../stage.ts';
import { seesAll } from '../standing.ts';
import { untilAnswered } from '../until-answered.ts';

/** Cancels here, with the version that was seen. */
export async function endHere(stage: Stage, matter: Matter): Promise<void> {
  const agency = stage.agencies.find(({ id }) => id === matter.agencyId);
  if (agency === undefined) return;
  let ending: Ending | null = null;
  for (;;) {
    const seen = await lookHere(stage, matter);
    if (seen === undefined) return;
    if (seen.appointment.status === 'cancelled') {
      // An answer was lost, or it was ended by somebody else: whichever, it is what was wanted.
      if (ending !== null) (ending as Ending).ackedAt ??= Date.now();
      return;
    }
    ending = { side: 'here', certain: seesAll(matter, seen.values), ackedAt: null };
    matter.ending = ending;
    const answer = await untilAnswered<Appointment>(stage.patience, agency.platform, {
      method: 'DELETE', path: `/v1/appointments/${matter.appointmentId}`, headers: { 'if-match': seen.etag },
    });
    if (answer.status === 200) {
      ending.ackedAt = Date.now();
      return stage.tally.count('cancelled here');
    }
    if (answer.status !== 412) return void stage.refused.push(`${matter.tag}: cancelling answered ${answer.status} ${JSON.stringify(answer.body)}`);
    stage.tally.count('412 here: read again');
  }
}
