import type { Appointment } from '@portal-sync/contracts';
import { lookHere } from '../look-at.ts';
import type { Matter, Values } from '../matter.ts';
import { acknowledge, intend, newValue, someFields } from '../new-values.ts';
import type { Stage } from '../stage.ts';
import { whenOf } from '../times-of.ts';
import { untilAnswered } from '../until-answered.ts';

/** A new name, time, place or description here, with the version that was seen. */
export async function editHere(stage: Stage, matter: Matter): Promise<void> {
  const values = Object.fromEntries(someFields(stage).map((field) => [field, newValue(stage, matter, field)]));
  await writeHere(stage, matter, values);
}

/** Writes values here: reads, writes with `If-Match`, and after 412 reads again. Whether a write whose answer was lost was done is seen from what stands. */
export async function writeHere(stage: Stage, matter: Matter, values: Partial<Values>, sawBefore?: Values): Promise<void> {
  const agency = stage.agencies.find(({ id }) => id === matter.agencyId);
  const host = stage.members.find((member) => member.agency === agency && member.userId === matter.hostUserId);
  if (agency === undefined || host === undefined) return;
  const first = await lookHere(stage, matter);
  if (first === undefined || first.appointment.status === 'cancelled') return;
  const writes = intend(matter, 'here', values, sawBefore ?? first.values);
  const body = bodyOf(values, agency.zone);
  const asHost = host.kind === 'steady' && stage.random.unit() < 0.4;
  for (let seen = first; ; ) {
    const answer = await untilAnswered<Appointment>(stage.patience, asHost ? host.person : agency.platform, {
      method: 'PATCH', path: `/v1/appointments/${matter.appointmentId}`, body, headers: { 'if-match': seen.etag },
    });
    if (answer.status === 200) {
      acknowledge(writes);
      matter.acknowledged.push({ version: answer.body.version, values });
      return stage.tally.count(asHost ? 'edited here by its host' : 'edited here by the platform');
    }
    if (answer.status !== 412) return void stage.refused.push(`${matter.tag}: editing answered ${answer.status} ${JSON.stringify(answer.body)}`);
    stage.tally.count('412 here: read again');
    const again = await lookHere(stage, matter);
    if (again === undefined) return;
    if (stands(values, again.values)) {
      acknowledge(writes);
      return stage.tally.count('edited here, answer was lost');
    }
    if (again.appointment.status === 'cancelled') return stage.tally.count('cancelled while being edited here');
    seen = again;
  }
}

const stands = (wanted: Partial<Values>, found: Values): boolean => Object.entries(wanted).every(([field, value]) => found[field as keyof Values] === value);

const bodyOf = ({ when, ...texts }: Partial<Values>, zone: string): object => ({ ...texts, ...(when === undefined ? {} : { when: whenOf(when, zone) }) });
