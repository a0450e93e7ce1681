import type { Firing } from '@portal-sync/contracts';
import type { Knock } from '../load/webhook-receiver.ts';
import { demandedFirings, firingKey, historyOf } from './demanded-firings.ts';
import type { AgencyEvidence } from './evidence.ts';
import { LedgerCount, type LedgerRow } from './ledger-row.ts';

type FiringsOf = Pick<AgencyEvidence, 'id' | 'appointments' | 'histories' | 'rules' | 'firings' | 'enrolments' | 'deliveries'>;

/** Firings: every one that rules demand happened once, its webhook came in under one id, and nobody is in a campaign twice for one appointment. */
export function compareFirings(agencies: readonly FiringsOf[], knocks: readonly Knock[], staying: (agencyId: string, userId: string) => boolean): LedgerRow {
  const count = new LedgerCount('firings');
  for (const agency of agencies) {
    compareWithHistories(count, agency, staying);
    for (const firing of agency.firings) compareActions(count, firing, agency);
    compareEnrolments(count, agency);
    for (const { id, state } of agency.deliveries) if (state !== 'delivered') count.fault('wrong', `${agency.id}: delivery ${id} is ${state}`);
  }
  compareKnocks(count, agencies, knocks);
  return count.row();
}

function compareWithHistories(count: LedgerCount, agency: FiringsOf, staying: (agencyId: string, userId: string) => boolean): void {
  const found = new Map<string, number>();
  for (const firing of agency.firings) {
    const key = firingKey({ ...firing, version: firing.appointmentVersion });
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  for (const { id, hostUserId, title } of agency.appointments) {
    for (const { key, sure } of demandedFirings(id, historyOf(agency, id), agency.rules, staying(agency.id, hostUserId))) {
      const times = found.get(key) ?? 0;
      if (sure || times > 0) count.once(times, `${title}: ${key}`);
      found.delete(key);
    }
  }
  for (const key of found.keys()) count.fault('wrong', `${agency.id}: fired for nothing: ${key}`);
}

/** Why an action may rightly not be done. */
const REASONS = ['no-contact', 'host-told-already', 'cancelled-meanwhile', 'on-again'];

function compareActions(count: LedgerCount, firing: Firing, agency: FiringsOf): void {
  for (const { kind, state, detail } of firing.actions) {
    const what = `${agency.id}: firing ${firing.id} (${firing.ruleName}, version ${firing.appointmentVersion}): ${kind} is ${state}${detail === null ? '' : ` (${detail})`}`;
    if (state === 'waiting' || state === 'failed') count.fault('wrong', what);
    if (state !== 'skipped') continue;
    const kinds = agency.histories[firing.appointmentId]?.versions.map((row) => row.kind) ?? [];
    const true_ = detail !== 'cancelled-meanwhile' || kinds.includes('cancelled');
    if (!REASONS.includes(detail ?? '') || !true_) count.fault('wrong', what);
  }
}

function compareEnrolments(count: LedgerCount, { id, enrolments, firings }: FiringsOf): void {
  const places = new Map<string, number>();
  for (const { contactId, appointmentId } of enrolments) places.set(`${contactId} for ${appointmentId}`, (places.get(`${contactId} for ${appointmentId}`) ?? 0) + 1);
  for (const [place, times] of places) if (times > 1) count.fault('doubled', `${id}: enrolled ${times} times: ${place}`, times - 1);
  for (const { contactId, appointmentId, actions } of firings) {
    const done = actions.some(({ kind, state }) => kind === 'enrol' && state === 'done');
    if (done && !places.has(`${contactId} for ${appointmentId}`)) count.fault('lost', `${id}: enrolled, and is not in the campaign: ${contactId} for ${appointmentId}`);
  }
}

/** Each firing that calls a webhook came in under exactly one id; repeats under it say the same. */
function compareKnocks(count: LedgerCount, agencies: readonly FiringsOf[], knocks: readonly Knock[]): void {
  const bodies = new Map<string, string>();
  const idsOf = new Map<string, Set<string>>();
  for (const { webhookId, body } of knocks) {
    const before = bodies.get(webhookId);
    if (before !== undefined && before !== body) count.fault('wrong', `webhook ${webhookId} said something else the second time`);
    bodies.set(webhookId, body);
    const { firingId } = (JSON.parse(body) as { data: { firingId: string } }).data;
    idsOf.set(firingId, (idsOf.get(firingId) ?? new Set()).add(webhookId));
  }
  for (const firing of agencies.flatMap(({ firings }) => firings)) {
    const calls = firing.actions.filter(({ kind, state }) => kind === 'webhook' && state === 'done').length;
    const ids = idsOf.get(firing.id)?.size ?? 0;
    if (calls > 0) count.once(ids, `webhook of firing ${firing.id}`);
    else if (ids > 0) count.fault('wrong', `a webhook came in for firing ${firing.id}, which calls none`);
    idsOf.delete(firing.id);
  }
  for (const firingId of idsOf.keys()) count.fault('wrong', `a webhook came in for firing ${firingId}, which is not there`);
}
