import type { appointmentChanged, Rule, RuleAction, RuleEvent } from '@portal-sync/contracts';

/** One version of an appointment, as `appointment.changed` tells it: an immutable row. */
export type AppointmentChanged = ReturnType<(typeof appointmentChanged)['read']>;

export type { Rule, RuleAction, RuleEvent };
