import type { AppointmentChanged, Rule, RuleEvent } from './happening.ts';

/** Whether a rule is about what happened. Says nothing of whether it may fire. */
export const matches = (rule: Rule, happening: AppointmentChanged): boolean =>
  rule.enabled &&
  EVENTS[rule.on](rule, happening) &&
  (rule.calendarIds.length === 0 || rule.calendarIds.includes(happening.calendarId)) &&
  (rule.types.length === 0 || rule.types.includes(happening.appointmentType));

/**
 * What each rule watches. `booked` is every booking, `customer-booked` only one by the customer. `rescheduled` without fields is a new time;
 * with fields it is any edit of one of them, so that an edit of the description is told only where a rule asks for it. A revived
 * appointment is nobody's booking.
 */
const EVENTS: Readonly<Record<RuleEvent, (rule: Rule, happening: AppointmentChanged) => boolean>> = {
  'booked': (_rule, { kind }) => kind === 'booked',
  'customer-booked': (_rule, { kind, bookedBy }) => kind === 'booked' && bookedBy === 'customer',
  'rescheduled': (rule, { kind, changedFields }) =>
    rule.fields.length === 0
      ? kind === 'rescheduled'
      : (kind === 'rescheduled' || kind === 'changed') && rule.fields.some((field) => changedFields.includes(field)),
  'cancelled': (_rule, { kind }) => kind === 'cancelled',
};
