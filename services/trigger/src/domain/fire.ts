import type { AppointmentChanged, Rule, RuleAction } from './happening.ts';
import { matches } from './matches.ts';

/** An action of a firing as it begins: waiting, or skipped at once with the reason. */
export interface PlannedAction {
  readonly action: RuleAction;
  readonly skipped: string | null;
}

/** One time a rule happens, for one contact, or for nobody where the appointment has no contact. */
export interface PlannedFiring {
  readonly rule: Rule;
  readonly contactId: string | null;
  readonly actions: readonly PlannedAction[];
}

/**
 * What fires when this happened. `fires: false` (import, back-fill, reset, repair, disable-trigger) fires nothing. One firing per rule and
 * contact; without a contact one, if the rule can do anything without. `already` says what was fired for this very version before.
 */
export function fire(
  happening: AppointmentChanged,
  rules: readonly Rule[],
  already: (ruleId: string, contactId: string | null) => boolean = () => false,
): readonly PlannedFiring[] {
  if (!happening.fires) return [];
  return rules
    .filter((rule) => matches(rule, happening))
    .flatMap((rule) => firingsOf(rule, [...new Set(happening.contactIds)]))
    .filter((planned) => !already(planned.rule.id, planned.contactId));
}

function firingsOf(rule: Rule, contactIds: readonly string[]): readonly PlannedFiring[] {
  if (contactIds.length > 0) return contactIds.map((contactId, at) => ({ rule, contactId, actions: rule.actions.map((action) => forContact(action, at)) }));
  if (rule.actions.every(needsContact)) return [];
  return [{ rule, contactId: null, actions: rule.actions.map((action) => ({ action, skipped: needsContact(action) ? 'no-contact' : null })) }];
}

/** The host is told once, however many contacts an appointment has. */
const forContact = (action: RuleAction, at: number): PlannedAction => ({ action, skipped: at > 0 && isForHost(action) ? 'host-told-already' : null });

const isForHost = (action: RuleAction): boolean => action.kind === 'mail' && action.to === 'host';

const needsContact = (action: RuleAction): boolean => action.kind !== 'webhook' && !isForHost(action);
