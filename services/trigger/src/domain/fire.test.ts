import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fire } from './fire.ts';
import type { AppointmentChanged, Rule, RuleAction } from './happening.ts';

const enrol: RuleAction = { kind: 'enrol', campaignId: 'c1' };
const webhook: RuleAction = { kind: 'webhook', endpointId: 'w1' };
const toClient: RuleAction = { kind: 'mail', to: 'client', subject: 's', text: 't' };
const toHost: RuleAction = { kind: 'mail', to: 'host', subject: 's', text: 't' };

const rule = (on: Rule['on'], change: Partial<Rule> = {}): Rule => ({
  id: 'r1', name: 'Rule', on, calendarIds: [], types: [], fields: [], actions: [enrol], enabled: true, version: 1, createdAt: 0, ...change,
});
const row = (kind: AppointmentChanged['kind'], change: Partial<AppointmentChanged> = {}): AppointmentChanged => ({
  agencyId: 'north', appointmentId: 'a1', version: 3, kind, changedFields: [], cause: 'api', contactIds: ['k1'], calendarId: 'cal-1',
  appointmentType: 'meeting', bookedBy: 'staff', fires: true, ...change,
});
const fires = (happening: AppointmentChanged, one: Rule) => fire(happening, [one]).map((planned) => planned.contactId);

describe('what each rule watches', () => {
  it.each<[string, AppointmentChanged, Rule, boolean]>([
    ['booked: a booking', row('booked'), rule('booked'), true],
    ['booked: by the customer too', row('booked', { bookedBy: 'customer' }), rule('booked'), true],
    ['booked: made from a Google event too', row('booked', { bookedBy: 'google', cause: 'judged' }), rule('booked'), true],
    ['booked: not a revival', row('revived'), rule('booked'), false],
    ['booked: not a change', row('changed', { changedFields: ['title'] }), rule('booked'), false],
    ['customer-booked: by the customer', row('booked', { bookedBy: 'customer' }), rule('customer-booked'), true],
    ['customer-booked: not by staff', row('booked', { bookedBy: 'staff' }), rule('customer-booked'), false],
    ['customer-booked: not by the platform', row('booked', { bookedBy: 'platform' }), rule('customer-booked'), false],
    ['customer-booked: not a customer’s later edit', row('rescheduled', { bookedBy: 'customer' }), rule('customer-booked'), false],
    ['rescheduled: a new time', row('rescheduled', { changedFields: ['when'] }), rule('rescheduled'), true],
    ['rescheduled: not any edit', row('changed', { changedFields: ['title'] }), rule('rescheduled'), false],
    ['I14 only the description: not for a rule that does not watch it', row('changed', { changedFields: ['description'] }), rule('rescheduled', { fields: ['location'] }), false],
    ['I14 only the description: for the rule that watches it', row('changed', { changedFields: ['description'] }), rule('rescheduled', { fields: ['description'] }), true],
    ['I14 a new time is nothing to a rule that watches only the description', row('rescheduled', { changedFields: ['when'] }), rule('rescheduled', { fields: ['description'] }), false],
    ['cancelled: a cancellation', row('cancelled'), rule('cancelled'), true],
    ['cancelled: not a booking', row('booked'), rule('cancelled'), false],
    ['a rule that is off', row('booked'), rule('booked', { enabled: false }), false],
    ['its calendar', row('booked'), rule('booked', { calendarIds: ['cal-0', 'cal-1'] }), true],
    ['another calendar', row('booked'), rule('booked', { calendarIds: ['cal-0'] }), false],
    ['its type', row('booked'), rule('booked', { types: ['meeting'] }), true],
    ['another type', row('booked'), rule('booked', { types: ['call'] }), false],
    ['fires is false', row('booked', { fires: false }), rule('booked'), false],
    ['fires is false, with a cause that fires otherwise', row('cancelled', { fires: false, cause: 'google' }), rule('cancelled'), false],
  ])('%s', (_rule, happening, one, expected) => {
    expect(fires(happening, one)).toEqual(expected ? ['k1'] : []);
  });
});

describe('for whom', () => {
  it('I09 once for each contact, in their order', () => {
    expect(fires(row('booked', { contactIds: ['k2', 'k1', 'k2'] }), rule('booked'))).toEqual(['k2', 'k1']);
  });
  it('without a contact, once, for what can be done without', () => {
    const [one, ...more] = fire(row('booked', { contactIds: [] }), [rule('booked', { actions: [enrol, webhook, toClient, toHost] })]);
    expect(more).toEqual([]);
    expect(one?.contactId).toBeNull();
    expect(one?.actions.map((planned) => planned.skipped)).toEqual(['no-contact', null, 'no-contact', null]);
  });
  it('without a contact not at all where every action needs one', () => {
    expect(fires(row('booked', { contactIds: [] }), rule('booked', { actions: [enrol, toClient] }))).toEqual([]);
  });
  it('the host is told once, the receiver of a webhook for each contact', () => {
    const planned = fire(row('booked', { contactIds: ['k1', 'k2'] }), [rule('booked', { actions: [toHost, webhook] })]);
    expect(planned.map((one) => one.actions.map((action) => action.skipped))).toEqual([[null, null], ['host-told-already', null]]);
  });
});

describe('whatever happens', () => {
  const anyRow = fc.record({
    kind: fc.constantFrom<AppointmentChanged['kind']>('booked', 'rescheduled', 'changed', 'cancelled', 'revived'),
    bookedBy: fc.constantFrom<AppointmentChanged['bookedBy']>('staff', 'customer', 'platform', 'google'),
    fires: fc.boolean(),
    contactIds: fc.array(fc.constantFrom('k1', 'k2', 'k3'), { maxLength: 4 }),
    changedFields: fc.array(fc.constantFrom('when', 'title', 'description'), { maxLength: 3 }),
    calendarId: fc.constantFrom('cal-1', 'cal-2'),
  }).map((change) => row('booked', change));
  const anyRules = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      on: fc.constantFrom<Rule['on']>('booked', 'customer-booked', 'rescheduled', 'cancelled'),
      enabled: fc.boolean(),
      calendarIds: fc.subarray(['cal-1', 'cal-2']),
      actions: fc.subarray([enrol, webhook, toClient, toHost], { minLength: 1 }),
    }).map((change) => rule('booked', change)),
    { selector: (one) => one.id },
  );
  const always = (name: string, holds: (happening: AppointmentChanged, rules: readonly Rule[]) => boolean) =>
    it(name, () => fc.assert(fc.property(anyRow, anyRules, holds), { numRuns: 500 }));

  always('fires: false fires nothing', (happening, rules) => fire({ ...happening, fires: false }, rules).length === 0);
  always('M16 a second time fires nothing', (happening, rules) => {
    const first = fire(happening, rules);
    return fire(happening, rules, (ruleId, contactId) => first.some((one) => one.rule.id === ruleId && one.contactId === contactId)).length === 0;
  });
  always('no rule fires twice for one contact', (happening, rules) => {
    const keys = fire(happening, rules).map((one) => `${one.rule.id}/${one.contactId}`);
    return new Set(keys).size === keys.length;
  });
  always('what a customer books fires booked wherever it fires customer-booked', (happening, rules) =>
    rules.every((one) => one.on !== 'customer-booked' || fires(happening, one).length <= fires(happening, { ...one, on: 'booked' }).length));
  always('every firing has something to do', (happening, rules) =>
    fire(happening, rules).every((one) => one.contactId !== null || one.actions.some((action) => action.skipped === null)));
});
