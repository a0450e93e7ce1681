import type { RuleEvent } from './happening.ts';

export interface ToldFiring {
  readonly id: string;
  readonly ruleId: string;
  readonly ruleName: string;
  readonly on: RuleEvent;
  readonly appointmentId: string;
  readonly appointmentVersion: number;
  readonly contactId: string | null;
  readonly calendarId: string;
  readonly appointmentType: string;
  readonly changedFields: readonly string[];
  readonly bookedBy: string;
  readonly at: number;
}

/**
 * What a webhook is told, in the shape that Standard Webhooks recommends. Ids and facts only: what the appointment says is read through the
 * API, where it is decided who sees what. The same firing gives the same text, so that a repeat is the same message.
 */
export function webhookBody(firing: ToldFiring): string {
  return JSON.stringify({
    type: `appointment.${firing.on.replaceAll('-', '_')}`,
    timestamp: new Date(firing.at).toISOString(),
    data: {
      firingId: firing.id,
      ruleId: firing.ruleId,
      ruleName: firing.ruleName,
      appointmentId: firing.appointmentId,
      appointmentVersion: firing.appointmentVersion,
      contactId: firing.contactId,
      calendarId: firing.calendarId,
      appointmentType: firing.appointmentType,
      changedFields: firing.changedFields,
      bookedBy: firing.bookedBy,
    },
  });
}
