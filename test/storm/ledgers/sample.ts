import type { Appointment, AppointmentVersion, Firing, Rule, RunRecord } from '@portal-sync/contracts';
import { newMatter, type Matter } from '../load/matter.ts';
import { googleTimesOf, whenOf } from '../load/times-of.ts';
import type { AgencyEvidence, EventThere } from './evidence.ts';

/** One matter and what a product that kept everything shows of it: what the tables of the ledgers' tests begin from. */
export const ZONE = 'Europe/Amsterdam';
export const START = String(Date.UTC(2030, 2, 4, 9));
export const VALUES = { title: 'st-1. take 1', location: 'location 2', description: 'description 3', when: START };

export const matterOf = (more: Partial<Matter> = {}): Matter =>
  newMatter({
    tag: 'st-1.',
    agencyId: 'north',
    hostUserId: 'hal',
    madeBy: 'platform',
    appointmentId: 'a1',
    contactId: 'c1',
    madeAt: 2,
    writes: Object.entries(VALUES).map(([field, value]) => ({ field: field as keyof typeof VALUES, side: 'here', value, saw: null, startedAt: 1, ackedAt: 2 })),
    acknowledged: [{ version: 1, values: VALUES }],
    ...more,
  });

export const appointmentOf = (more: Partial<Appointment> = {}): Appointment => ({
  id: 'a1', externalId: 'st-1.', title: VALUES.title, when: whenOf(START, ZONE), location: VALUES.location, meetingLink: '', description: VALUES.description,
  internalNotes: '', status: 'confirmed', calendarId: 'cal', type: 'meeting', hostUserId: 'hal', staffUserIds: [], contactId: 'c1', guests: [], recurrence: [],
  bookedBy: 'platform', version: 1, organizedElsewhere: false, clientName: 'Cleo', seenAs: 'details', links: [], createdAt: 1, updatedAt: 1, ...more,
});

export const versionOf = (more: Partial<AppointmentVersion> = {}): AppointmentVersion => ({
  version: 1, kind: 'booked', changedFields: ['title'], cause: 'api', by: 'platform', at: 1, before: {}, lost: {}, decisionId: null,
  after: { title: VALUES.title, when: whenOf(START, ZONE), location: VALUES.location, description: VALUES.description, type: 'meeting', contactId: 'c1', guestContactIds: [] },
  ...more,
});

export const eventOf = (more: Partial<EventThere> = {}): EventThere => ({
  agencyId: 'north', userId: 'hal', id: 'e1', etag: '"1"', status: 'confirmed', summary: `Cleo - ${VALUES.title}`, location: VALUES.location,
  description: VALUES.description, ...googleTimesOf(START, ZONE), ...more,
});

export const recordOf = (more: Partial<RunRecord> = {}): RunRecord => ({
  id: 'r1', runId: 'run', side: 'google', act: 'created', appointmentId: 'a1', title: VALUES.title, why: 'edited-here', detail: null, before: {}, at: 1,
  after: { title: VALUES.title, when: whenOf(START, ZONE), location: VALUES.location, description: VALUES.description }, ...more,
});

export const RULE: Rule = {
  id: 'rule', name: 'Booked', on: 'booked', calendarIds: [], types: [], fields: [], enabled: true, version: 1, createdAt: 1,
  actions: [{ kind: 'enrol', campaignId: 'camp' }, { kind: 'webhook', endpointId: 'hook' }, { kind: 'mail', to: 'client', subject: 'x', text: 'y' }],
};

export const firingOf = (more: Partial<Firing> = {}): Firing => ({
  id: 'f1', ruleId: 'rule', ruleName: 'Booked', appointmentId: 'a1', appointmentVersion: 1, contactId: 'c1', on: 'booked', at: 1,
  actions: (['enrol', 'webhook', 'mail'] as const).map((kind) => ({ kind, state: 'done', attempts: 1, detail: null })),
  ...more,
});

export const agencyOf = (more: Partial<AgencyEvidence> = {}): AgencyEvidence => ({
  id: 'north',
  rules: [RULE],
  campaignId: 'camp',
  names: { c1: 'Cleo' },
  appointments: [appointmentOf()],
  histories: { a1: { versions: [versionOf()], records: [recordOf()] } },
  contacts: {},
  firings: [firingOf()],
  deliveries: [],
  enrolments: [{ id: 'n1', campaignId: 'camp', contactId: 'c1', appointmentId: 'a1', firingId: 'f1', at: 1, leftAt: null }],
  mails: [{ id: 'm1', firingId: 'f1', fromName: 'North', to: 'cleo@x.example', subject: 'x', text: 'y', at: 1 }],
  runs: [],
  ...more,
});

export const KNOCK = { webhookId: 'w1', body: JSON.stringify({ data: { firingId: 'f1' } }) };
