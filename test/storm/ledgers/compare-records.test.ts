import { expect, test } from 'vitest';
import type { Matter } from '../load/matter.ts';
import { compareRecords } from './compare-records.ts';
import type { AgencyEvidence } from './evidence.ts';
import { agencyOf, appointmentOf, matterOf, START, versionOf } from './sample.ts';

const edited = (value: string, version: number): Partial<Matter> => ({
  writes: [...matterOf().writes, { field: 'location', side: 'here', value, saw: 'location 2', startedAt: 5, ackedAt: 6 }],
  acknowledged: [...matterOf().acknowledged, { version, values: { location: value } }],
});
const withHistory = (location: string, versions: AgencyEvidence['histories'][string]['versions']): Partial<AgencyEvidence> => ({
  appointments: [appointmentOf({ location, version: versions.length })],
  histories: { a1: { versions, records: [] } },
});
const SECOND = versionOf({ version: 2, kind: 'changed', changedFields: ['location'], after: { location: 'new' } });
const ended = (more: Partial<NonNullable<Matter['ending']>> = {}): Partial<Matter> => ({ ending: { side: 'there', certain: true, ackedAt: 9, ...more } });

test.each<[string, Partial<Matter>, Partial<AgencyEvidence>, { lost?: number; doubled?: number; wrong?: number }]>([
  ['all is there', {}, {}, {}],
  ['an acknowledged edit stands', edited('new', 2), withHistory('new', [SECOND, versionOf()]), {}],
  ['it is not there', {}, { appointments: [], histories: {} }, { lost: 1 }],
  ['it was never answered and is not there', { madeAt: null }, { appointments: [], histories: {} }, {}],
  ['it is there twice', {}, { appointments: [appointmentOf(), appointmentOf({ id: 'a2' })] }, { doubled: 1 }],
  ['an acknowledged edit is gone: field and version', edited('new', 2), {}, { lost: 2 }],
  ['an acknowledged version said something else', edited('new', 2), withHistory('new', [{ ...SECOND, after: { location: 'other' } }, versionOf()]), { lost: 1 }],
  ['a version is missing from the history', edited('new', 3), { ...withHistory('new', [{ ...SECOND, version: 3 }, versionOf()]), appointments: [appointmentOf({ location: 'new', version: 3 })] }, { lost: 1 }],
  ['it is cancelled though nobody ended it', {}, { appointments: [appointmentOf({ status: 'cancelled' })] }, { lost: 1 }],
  ['it was ended and stands', ended(), {}, { wrong: 1 }],
  ['it was ended while somebody edited it, and stands', ended({ certain: false }), {}, {}],
  ['it was ended and is cancelled', ended(), { appointments: [appointmentOf({ status: 'cancelled' })] }, {}],
  ['it is tied to somebody else', {}, { appointments: [appointmentOf({ contactId: 'c2' })] }, { wrong: 1 }],
  ['grey time became an appointment', { becomes: 'block' }, {}, { wrong: 1 }],
  ['nobody made one that is there', { tag: 'st-9.' }, {}, { lost: 1, wrong: 1 }],
  ['a guest became two contacts', { newGuest: 'new@x.example' }, { contacts: { 'new@x.example': 2 } }, { doubled: 1 }],
  ['a guest became none', { newGuest: 'new@x.example' }, {}, { lost: 1 }],
])('our records: %s', (_name, matter, agency, faults) => {
  expect(compareRecords([matterOf(matter)], [agencyOf(agency)])).toMatchObject({ lost: 0, doubled: 0, wrong: 0, ...faults });
});

test('a fault is told in words that name the matter', () => {
  expect(compareRecords([matterOf(edited('new', 2))], [agencyOf()]).examples).toEqual([
    'lost: st-1. location is "location 2", must be "new"',
    'lost: st-1. version 2 was acknowledged with location "new"',
  ]);
  expect(START).toMatch(/^\d+$/);
});
