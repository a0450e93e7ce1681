import type { SandboxEvent } from '@portal-sync/all-in-one/sandbox-control';
import type { Appointment, AppointmentHistory, Delivery, Enrolment, Firing, OutgoingMail, Rule, Run } from '@portal-sync/contracts';
import type { Knock } from '../load/webhook-receiver.ts';

/** An event of somebody's calendar in Google, deleted ones included. */
export type EventThere = SandboxEvent & { readonly agencyId: string; readonly userId: string };

export interface AgencyEvidence {
  readonly id: string;
  readonly rules: readonly Rule[];
  readonly campaignId: string;
  /** Contact id to name: what may stand before a title in Google. */
  readonly names: Readonly<Record<string, string>>;
  readonly appointments: readonly Appointment[];
  /** By appointment id, newest first. */
  readonly histories: Readonly<Record<string, AppointmentHistory>>;
  /** How many contacts have an address. */
  readonly contacts: Readonly<Record<string, number>>;
  readonly firings: readonly Firing[];
  readonly deliveries: readonly Delivery[];
  readonly enrolments: readonly Enrolment[];
  readonly mails: readonly OutgoingMail[];
  readonly runs: readonly Run[];
}

/** A mail that Google would have sent. */
export interface GoogleMail {
  readonly kind: string;
  readonly to: string;
  readonly eventId: string;
  readonly subject: string;
}

/** All that is found in the end, by public doors. */
export interface Evidence {
  readonly agencies: readonly AgencyEvidence[];
  readonly events: readonly EventThere[];
  readonly googleMails: readonly GoogleMail[];
  readonly knocks: readonly Knock[];
}
