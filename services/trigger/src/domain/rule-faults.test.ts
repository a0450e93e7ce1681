import { expect, it } from 'vitest';
import { ruleFaults } from './rule-faults.ts';

const named = { campaignIds: new Set(['c1']), endpointIds: new Set(['w1']) };

it('a rule names only what is the agency’s own, and watches fields only where it can', () => {
  const good = { on: 'rescheduled' as const, fields: ['when'], actions: [{ kind: 'enrol' as const, campaignId: 'c1' }, { kind: 'webhook' as const, endpointId: 'w1' }] };
  expect(ruleFaults(good, named)).toEqual([]);
  expect(ruleFaults({ ...good, on: 'booked' }, named).map((issue) => issue.path)).toEqual(['body.fields']);
  const bad = { on: 'booked' as const, fields: [], actions: [{ kind: 'leave' as const, campaignId: 'c9' }, { kind: 'webhook' as const, endpointId: 'c1' }] };
  expect(ruleFaults(bad, named).map((issue) => issue.path)).toEqual(['body.actions.0.campaignId', 'body.actions.1.endpointId']);
});
