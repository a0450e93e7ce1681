import { expect, it } from 'vitest';
import type { RuleAction, RuleEvent } from './happening.ts';
import { reasonToSkip, type Standing } from './plan-action.ts';

const enrol: RuleAction = { kind: 'enrol', campaignId: 'c1' };
const leave: RuleAction = { kind: 'leave', campaignId: 'c1' };
const webhook: RuleAction = { kind: 'webhook', endpointId: 'w1' };
const toClient: RuleAction = { kind: 'mail', to: 'client', subject: 's', text: 't' };
const toHost: RuleAction = { kind: 'mail', to: 'host', subject: 's', text: 't' };

it.each<[string, RuleAction, RuleEvent, string | null, Standing, string | undefined]>([
  ['enrol while it stands', enrol, 'booked', 'k1', 'on', undefined],
  ['no enrolment for what was cancelled meanwhile', enrol, 'customer-booked', 'k1', 'cancelled', 'cancelled-meanwhile'],
  ['no enrolment for what is gone', enrol, 'rescheduled', 'k1', 'gone', 'appointment-gone'],
  ['enrol after a cancellation', enrol, 'cancelled', 'k1', 'cancelled', undefined],
  ['no enrolment after a cancellation that was taken back', enrol, 'cancelled', 'k1', 'on', 'on-again'],
  ['leave after a cancellation', leave, 'cancelled', 'k1', 'cancelled', undefined],
  ['no leaving after a cancellation that was taken back', leave, 'cancelled', 'k1', 'on', 'on-again'],
  ['leave on a booking, however it stands', leave, 'booked', 'k1', 'cancelled', undefined],
  ['leave what is gone', leave, 'cancelled', 'k1', 'gone', undefined],
  ['no mail of a booking that was cancelled meanwhile', toClient, 'booked', 'k1', 'cancelled', 'cancelled-meanwhile'],
  ['a mail of a cancellation', toClient, 'cancelled', 'k1', 'cancelled', undefined],
  ['no mail of a cancellation that was taken back', toHost, 'cancelled', 'k1', 'on', 'on-again'],
  ['no mail to a client where there is none', toClient, 'booked', null, 'on', 'no-contact'],
  ['a mail to the host needs no client', toHost, 'booked', null, 'on', undefined],
  ['no enrolment of nobody', enrol, 'booked', null, 'on', 'no-contact'],
  ['a webhook tells what happened, whatever came after', webhook, 'booked', null, 'cancelled', undefined],
  ['a webhook tells it of what is gone', webhook, 'cancelled', 'k1', 'gone', undefined],
])('%s', (_rule, action, on, contactId, standing, expected) => {
  expect(reasonToSkip(action, { on, contactId }, standing)).toBe(expected);
});
