import { expect, test } from 'vitest';
import type { Matter } from '../load/matter.ts';
import { compareGoogle } from './compare-google.ts';
import type { AgencyEvidence, EventThere } from './evidence.ts';
import { agencyOf, appointmentOf, eventOf, matterOf } from './sample.ts';

const GONE = agencyOf({ appointments: [appointmentOf({ status: 'cancelled' })] });
const BLOCK: Partial<Matter> = { becomes: 'block', madeBy: 'google' };

test.each<[string, readonly EventThere[], AgencyEvidence, Partial<Matter>, { lost?: number; doubled?: number; wrong?: number }]>([
  ['it stands once and says the same', [eventOf()], agencyOf(), {}, {}],
  ['it does not stand there', [], agencyOf(), {}, { lost: 1 }],
  ['it is deleted there', [eventOf({ status: 'cancelled' })], agencyOf(), {}, { lost: 1 }],
  ['it stands twice', [eventOf(), eventOf({ id: 'e2' })], agencyOf(), {}, { doubled: 1 }],
  ['it says something else', [eventOf({ location: 'elsewhere' })], agencyOf(), {}, { wrong: 1 }],
  ["it has somebody else's name before its title", [eventOf({ summary: 'Otto - st-1. take 1' })], agencyOf(), {}, { wrong: 1 }],
  ['it is left though cancelled here', [eventOf()], GONE, {}, { wrong: 1 }],
  ['it is gone where cancelled here', [eventOf({ status: 'cancelled' })], GONE, {}, {}],
  ['it stands with a colleague who has no part', [eventOf(), eventOf({ userId: 'tim' })], agencyOf(), {}, { wrong: 1 }],
  ['it is missing with a colleague who has', [eventOf()], agencyOf(), { staffUserIds: ['tim'] }, { lost: 1 }],
  ['nobody made what stands there', [eventOf(), eventOf({ id: 'e2', summary: 'st-9. take 1' })], agencyOf(), {}, { wrong: 1 }],
  ['grey time is as its person left it', [eventOf()], agencyOf({ appointments: [] }), BLOCK, {}],
  ['grey time was changed', [eventOf({ location: 'ours' })], agencyOf({ appointments: [] }), BLOCK, { wrong: 1 }],
  ['grey time is gone', [], agencyOf({ appointments: [] }), BLOCK, { lost: 1 }],
])("Google's records: %s", (_name, events, agency, matter, faults) => {
  expect(compareGoogle([matterOf(matter)], [agency], events)).toMatchObject({ lost: 0, doubled: 0, wrong: 0, ...faults });
});
