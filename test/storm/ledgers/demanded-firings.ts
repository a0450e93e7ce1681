import type { AppointmentVersion, Rule } from '@portal-sync/contracts';
import type { AgencyEvidence } from './evidence.ts';

/** A firing that must be, or (`sure: false`) may be. */
export interface DemandedFiring {
  readonly key: string;
  readonly sure: boolean;
}

export const firingKey = (of: { readonly appointmentId: string; readonly version: number; readonly ruleId: string; readonly contactId: string | null }): string =>
  `${of.appointmentId} version ${of.version} rule ${of.ruleId} contact ${of.contactId ?? 'nobody'}`;

/** Versions of these causes are nobody's news. */
const SILENT = ['import', 'back-fill', 'reset', 'repair'];

/**
 * What the rules demand of an appointment's history: one firing per version, rule and contact. Where its host came and went during the storm,
 * it depends on what was a first read whether an edit of Google's fires: those may be.
 */
export function demandedFirings(appointmentId: string, history: readonly AppointmentVersion[], rules: readonly Rule[], hostStays: boolean): DemandedFiring[] {
  const after: Record<string, unknown> = {};
  return [...history].reverse().flatMap((row) => {
    Object.assign(after, row.after);
    if (SILENT.includes(row.cause)) return [];
    const contactIds = [...new Set([...(typeof after['contactId'] === 'string' ? [after['contactId']] : []), ...((after['guestContactIds'] as string[] | undefined) ?? [])])];
    const sure = row.cause === 'api' || (hostStays && ['google', 'judged'].includes(row.cause));
    return rules
      .filter((rule) => matches(rule, row, String(after['type']), after['bookedBy'] as string | undefined))
      .flatMap((rule) => whoOf(rule, contactIds).map((contactId) => ({ key: firingKey({ appointmentId, version: row.version, ruleId: rule.id, contactId }), sure })));
  });
}

function matches(rule: Rule, row: AppointmentVersion, type: string, bookedBy: string | undefined): boolean {
  if (rule.types.length > 0 && !rule.types.includes(type)) return false;
  if (rule.on === 'customer-booked') return row.kind === 'booked' && bookedBy === 'customer';
  if (rule.on === 'rescheduled' && rule.fields.length > 0) return ['rescheduled', 'changed'].includes(row.kind) && rule.fields.some((field) => row.changedFields.includes(field));
  return row.kind === rule.on;
}

function whoOf(rule: Rule, contactIds: readonly string[]): readonly (string | null)[] {
  if (contactIds.length > 0) return contactIds;
  return rule.actions.some((action) => action.kind === 'webhook' || (action.kind === 'mail' && action.to === 'host')) ? [null] : [];
}

/** Histories with who booked, which stands beside them. */
export const historyOf = (agency: Pick<AgencyEvidence, 'histories' | 'appointments'>, appointmentId: string): AppointmentVersion[] => {
  const bookedBy = agency.appointments.find(({ id }) => id === appointmentId)?.bookedBy;
  return (agency.histories[appointmentId]?.versions ?? []).map((row) => ({ ...row, after: { ...row.after, bookedBy } }));
};
