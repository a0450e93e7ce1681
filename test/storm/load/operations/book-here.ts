import { setTimeout as pause } from 'node:timers/promises';
import type { Appointment } from '@portal-sync/contracts';
import { newMatter, type Matter } from '../matter.ts';
import { acknowledge, intend, newValues } from '../new-values.ts';
import { pick, type Member, type Stage } from '../stage.ts';
import { whenOf } from '../times-of.ts';
import { untilAnswered, type Ask } from '../until-answered.ts';

/** An answer within this time came at the first asking, ms. */
const QUICK_MS = 1_000;
/** Longer than a process stands still, ms. */
const LATE_MS = 30_000;

/** Books an appointment: the agency's system by its own id, its host with an idempotency key, or a client for themselves. Each may be asked again without doubling. */
export async function bookHere(stage: Stage): Promise<void> {
  const host = pick(stage.random, stage.members);
  if (host === undefined) return;
  const by = bookerOf(stage, host);
  const matter = plan(stage, host, by);
  stage.matters.push(matter);
  const values = newValues(stage, matter);
  const writes = intend(matter, 'here', values, null);
  const body = {
    title: values.title,
    location: values.location,
    description: values.description,
    when: whenOf(values.when, host.agency.zone),
    hostUserId: host.userId,
    ...(by === 'client' ? {} : { contactId: matter.contactId, staffUserIds: matter.staffUserIds }),
  };
  const began = Date.now();
  const answer = await untilAnswered<Appointment>(stage.patience, callerOf(by, host), askOf(matter, body));
  // A PUT that was given up on may still come, from a process that stood still: whoever edits before that would be overwritten by it.
  if (by === 'platform' && Date.now() - began > QUICK_MS) await pause(LATE_MS);
  if (answer.status !== 200 && answer.status !== 201) return void stage.refused.push(`${matter.tag}: booking answered ${answer.status} ${JSON.stringify(answer.body)}`);
  matter.appointmentId = answer.body.id;
  matter.madeAt = Date.now();
  acknowledge(writes);
  matter.acknowledged.push({ version: answer.body.version, values });
  stage.tally.count(`booked by ${by}`);
}

type Booker = 'platform' | 'person' | 'client';

/** A person who is not connected yet was never signed in. */
function bookerOf({ random }: Stage, host: Member): Booker {
  const thrown = random.unit();
  if (thrown < 0.15) return 'client';
  return thrown < 0.4 && host.kind === 'steady' ? 'person' : 'platform';
}

function plan(stage: Stage, host: Member, by: Booker): Matter {
  const { agency } = host;
  const tag = `${stage.mark}-${stage.next()}.`;
  const colleague = stage.random.unit() < 0.1 ? pick(stage.random, stage.members.filter((member) => member.agency === agency && member !== host && member.kind === 'steady')) : undefined;
  const known = stage.random.unit() < 0.6 ? (pick(stage.random, agency.contacts)?.id ?? null) : null;
  return newMatter({
    tag,
    agencyId: agency.id,
    hostUserId: host.userId,
    madeBy: by,
    staffUserIds: by === 'client' || colleague === undefined ? [] : [colleague.userId],
    contactId: by === 'client' ? agency.client.contactId : known,
    externalId: by === 'person' ? null : tag,
  });
}

const callerOf = (by: Booker, { agency, person }: Member) => (by === 'platform' ? agency.platform : by === 'client' ? agency.client.person : person);

function askOf({ externalId, tag }: Matter, body: object): Ask {
  if (externalId === null) return { method: 'POST', path: '/v1/appointments', body, headers: { 'idempotency-key': `book-${tag}` } };
  return { method: 'PUT', path: `/v1/appointments/by-external-id/${encodeURIComponent(externalId)}`, body };
}
