import type { Firing } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { compareFirings } from './compare-firings.ts';
import type { AgencyEvidence } from './evidence.ts';
import { agencyOf, firingOf, KNOCK, versionOf } from './sample.ts';

const stays = (): boolean => true;
const withAction = (at: number, change: Partial<Firing['actions'][number]>): Partial<AgencyEvidence> => ({
  firings: [firingOf({ actions: firingOf().actions.map((action, order) => (order === at ? { ...action, ...change } : action)) })],
});
const silent = { histories: { a1: { versions: [versionOf({ cause: 'back-fill' })], records: [] } } };

test.each<[string, Partial<AgencyEvidence>, readonly (typeof KNOCK)[], { lost?: number; doubled?: number; wrong?: number }]>([
  ['once', {}, [KNOCK], {}],
  ['once, its webhook repeated under the same id', {}, [KNOCK, KNOCK], {}],
  ['it never fired: rule and webhook of it', { firings: [] }, [], { lost: 1 }],
  ['it fired twice', { firings: [firingOf(), firingOf({ id: 'f2' })] }, [KNOCK, { webhookId: 'w2', body: '{"data":{"firingId":"f2"}}' }], { doubled: 1 }],
  ['it fired for a version that is not there', { firings: [firingOf(), firingOf({ id: 'f2', appointmentVersion: 2, actions: [] })] }, [KNOCK], { wrong: 1 }],
  ["it fired for what is nobody's news", silent, [KNOCK], { wrong: 1 }],
  ['its webhook never came in', {}, [], { lost: 1 }],
  ['its webhook came in under two ids', {}, [KNOCK, { ...KNOCK, webhookId: 'w2' }], { doubled: 1 }],
  ['its webhook said something else the second time', {}, [KNOCK, { ...KNOCK, body: '{"data":{"firingId":"f1","more":1}}' }], { wrong: 1 }],
  ['a webhook came in for no firing', {}, [KNOCK, { webhookId: 'w9', body: '{"data":{"firingId":"f9"}}' }], { wrong: 1 }],
  ['a webhook came in for an action that was left out', withAction(1, { state: 'skipped', detail: 'on-again' }), [KNOCK], { wrong: 1 }],
  ['an action was left waiting', withAction(2, { state: 'waiting' }), [KNOCK], { wrong: 1 }],
  ['an action was skipped for a cancellation that never was', withAction(2, { state: 'skipped', detail: 'cancelled-meanwhile' }), [KNOCK], { wrong: 1 }],
  ['enrolled twice', { enrolments: [...agencyOf().enrolments, ...agencyOf().enrolments] }, [KNOCK], { doubled: 1 }],
  ['enrolled, and not in the campaign', { enrolments: [] }, [KNOCK], { lost: 1 }],
])('firings: %s', (_name, agency, knocks, faults) => {
  expect(compareFirings([agencyOf(agency)], knocks, stays)).toMatchObject({ lost: 0, doubled: 0, wrong: 0, ...faults });
});

test("an edit of Google's may fire or not where its host came and went, and fires never twice", () => {
  const histories = { a1: { versions: [versionOf({ cause: 'judged' })], records: [] } };
  const of = (firings: readonly Firing[]) => compareFirings([agencyOf({ histories, firings, enrolments: [] })], [], () => false);
  const bare = firingOf({ actions: [] });
  expect([of([]), of([bare])]).toMatchObject([{ lost: 0, doubled: 0 }, { lost: 0, doubled: 0 }]);
  expect(of([bare, { ...bare, id: 'f2' }])).toMatchObject({ doubled: 1 });
});
