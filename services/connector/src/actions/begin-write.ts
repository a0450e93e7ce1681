import type { GoogleEventWrite } from '@portal-sync/google';
import type { Transaction } from '@portal-sync/store';
import { googleEventIdOf, iCalUidOf, claimIdOf } from '../domain/google-ids.ts';
import { stampOf, writeMark } from '../domain/mark.ts';
import { cleaned } from '../domain/new-link.ts';
import { planWrite, type WritePlan } from '../domain/plan-write.ts';
import { changedEvent, wholeEvent } from '../domain/to-google.ts';
import { SYNCED_KEYS, type SyncedKey } from '../domain/synced-fields.ts';
import { appointments, type AppointmentDoc } from '../repos/appointments.ts';
import { claims } from '../repos/claims.ts';
import { links, type InflightWrite, type LinkDoc, type SyncedFields } from '../repos/links.ts';
import { readOutward, type LinkView } from '../repos/read-outward.ts';
import type { Pass } from './pass.ts';
import { noteLinkOfRun } from './record-run.ts';

/** A call to make, with what was stored about it before. */
export type BegunWrite =
  | { readonly do: 'nothing' }
  | { readonly do: 'read'; readonly eventId: string }
  | { readonly do: 'insert'; readonly write: InflightWrite; readonly event: GoogleEventWrite; readonly eventId: string }
  | { readonly do: 'patch' | 'restore'; readonly write: InflightWrite; readonly event: GoogleEventWrite; readonly eventId: string; readonly etag: string }
  | { readonly do: 'delete'; readonly write: InflightWrite; readonly eventId: string; readonly etag: string };

/** More lost replies than this in a row and the oldest are given up: their requests have long run into their time limit. */
const MOST_INFLIGHT = 6;

/**
 * Decides what to write for a link and stores it durably before anything leaves: the id of the event, and the write itself with its stamp.
 * A lost reply is then found again by what Google shows.
 */
export async function beginWrite(tx: Transaction, pass: Pass, linkId: string): Promise<BegunWrite> {
  const link = await tx.get(links, linkId);
  const appointment = link === undefined ? undefined : await tx.get(appointments, link.appointmentId);
  if (link === undefined || appointment === undefined || link.dirtySince === null) return { do: 'nothing' };
  const outward = await readOutward(tx, link, appointment);
  const plan = planWrite(link, outward.view, outward.policy);
  if (plan.do === 'settle') return settle(tx, pass, link, appointment);
  const eventId = link.googleEventId ?? googleEventIdOf(pass.key, link);
  if (plan.do === 'read') return { do: 'read', eventId };
  const write = inflightOf(pass, link, appointment, outward, plan);
  if (plan.do === 'insert') await claim(tx, pass, link, eventId);
  await tx.put(links, { ...link, googleEventId: eventId, writes: link.writes + 1, inflight: [...link.inflight, write].slice(-MOST_INFLIGHT) });
  return compose(pass, link, outward, plan, { eventId, write });
}

async function settle(tx: Transaction, pass: Pass, link: LinkDoc, appointment: AppointmentDoc): Promise<BegunWrite> {
  await tx.put(links, { ...cleaned(link, link.base?.exists === true ? 'synced' : 'gone'), inflight: [] });
  if (link.runId !== null) {
    const note = { side: 'google', act: 'unchanged', appointmentId: appointment.id, title: appointment.title, why: 'same-already', linkId: link.id } as const;
    await noteLinkOfRun(tx, pass.deps, link.runId, note);
  }
  return { do: 'nothing' };
}

function inflightOf(pass: Pass, link: LinkDoc, appointment: AppointmentDoc, { view }: LinkView, plan: Exclude<WritePlan, { do: 'settle' | 'read' }>): InflightWrite {
  return {
    stamp: stampOf(appointment.version, link.writes + 1),
    version: appointment.version,
    fields: plan.do === 'delete' ? { exists: false } : { ...pick(view.fields, plan.do === 'insert' ? ALL_BUT_GUESTS : plan.keys), exists: true },
    titlePrefix: plan.do === 'insert' || plan.do === 'restore' || (plan.do === 'patch' && plan.keys.includes('title')) ? view.titlePrefix : link.titlePrefix,
    at: pass.deps.clock.now(),
  };
}

/** Guests are not written: what Google shows of them is the base. */
const ALL_BUT_GUESTS = SYNCED_KEYS.filter((key) => key !== 'guests');

const pick = (fields: SyncedFields, keys: readonly SyncedKey[]): Partial<SyncedFields> =>
  Object.fromEntries(keys.map((key) => [key, fields[key]])) as Partial<SyncedFields>;

function compose(
  pass: Pass,
  link: LinkDoc,
  { view }: LinkView,
  plan: Exclude<WritePlan, { do: 'settle' | 'read' }>,
  { eventId, write }: { eventId: string; write: InflightWrite },
): BegunWrite {
  if (plan.do === 'delete') return { do: 'delete', eventId, write, etag: plan.etag };
  const extendedProperties = { private: writeMark(pass.key, { appointmentId: link.appointmentId, stamp: write.stamp }) };
  if (plan.do === 'insert') {
    return { do: 'insert', eventId, write, event: { id: eventId, ...wholeEvent(view, link.conferenceLink), extendedProperties } };
  }
  const changed = changedEvent(plan.keys, view, plan.do === 'restore' ? null : link.base, link.conferenceLink);
  return { do: plan.do, eventId, write, etag: plan.etag, event: { ...changed, extendedProperties } };
}

/** Our own meeting is claimed before it exists in Google, so that a copy of it seen first elsewhere is known. */
async function claim(tx: Transaction, pass: Pass, link: LinkDoc, eventId: string): Promise<void> {
  const id = claimIdOf(link.agencyId, iCalUidOf(eventId), null);
  if ((await tx.get(claims, id)) !== undefined) return;
  await tx.insert(claims, { id, agencyId: link.agencyId, appointmentId: link.appointmentId, googleCalendarId: link.googleCalendarId, at: pass.deps.clock.now() });
}
