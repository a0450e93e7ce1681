import type { Run } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import type { Matter } from '../load/matter.ts';
import { compareSyncLog } from './compare-sync-log.ts';
import type { AgencyEvidence, EventThere } from './evidence.ts';
import { agencyOf, appointmentOf, eventOf, matterOf, recordOf, versionOf } from './sample.ts';

const log = (...records: AgencyEvidence['histories'][string]['records']): Partial<AgencyEvidence> => ({ histories: { a1: { versions: [versionOf()], records } } });
const RUNNING = { id: 'run', kind: 'push-existing', state: 'running' } as Run;
const LINK = { connectionId: 'x', kind: 'host', googleCalendarId: 'g', calendarName: 'Work', state: 'failed', problem: 'quota' } as const;
const THERE: Partial<Matter> = { writes: [...matterOf().writes, { field: 'location', side: 'there', value: 'new', saw: 'location 2', startedAt: 5, ackedAt: 6 }] };
const MOVED = agencyOf({ appointments: [appointmentOf({ location: 'new' })] });
const TWICE = { ...MOVED, ...log(recordOf(), ...[7, 9].map((at) => recordOf({ id: `r${at}`, at, side: 'platform', act: 'updated', after: { location: 'new' } }))) };

test.each<[string, AgencyEvidence, readonly EventThere[], Partial<Matter>, { lost?: number; doubled?: number; wrong?: number }]>([
  ['each write has its row', agencyOf(), [eventOf()], {}, {}],
  ['what stands in Google has no row: the row and four fields', agencyOf(log()), [eventOf()], {}, { lost: 5 }],
  ['a row says it was put into Google, where nothing is', agencyOf(), [], {}, { wrong: 1 }],
  ['two rows say that it was put into Google', agencyOf(log(recordOf(), recordOf({ id: 'r2' }))), [eventOf()], {}, { doubled: 1 }],
  ['two rows tell of one edit', agencyOf(log(recordOf(), ...['r2', 'r3'].map((id) => recordOf({ id, act: 'updated', after: { location: 'location 2' } })))), [eventOf()], {}, { doubled: 1 }],
  ['two rows tell of one edit taken from Google', TWICE, [eventOf({ location: 'new' })], THERE, { doubled: 1 }],
  ['somebody here wrote over it in between', TWICE, [eventOf({ location: 'new' })], { writes: [...THERE.writes!, { ...THERE.writes![0]!, field: 'location', value: 'here', ackedAt: 8 }] }, {}],
  ['two rows say that it was taken from Google', agencyOf(log(recordOf({ side: 'platform' }), recordOf({ id: 'r2', side: 'platform' }))), [eventOf()], { madeBy: 'google', writes: [] }, { doubled: 1 }],
  ["Google's edit was taken, and no row tells of it", MOVED, [eventOf({ location: 'new' })], THERE, { lost: 1 }],
  ["Google's edit was taken, with its row", { ...MOVED, ...log(recordOf(), recordOf({ id: 'r2', side: 'platform', act: 'updated', after: { location: 'new' } })) }, [eventOf({ location: 'new' })], THERE, {}],
  ['a run never ended', agencyOf({ runs: [RUNNING] }), [eventOf()], {}, { wrong: 1 }],
  ['a link is left failed', agencyOf({ appointments: [appointmentOf({ links: [LINK] })] }), [eventOf()], {}, { wrong: 1 }],
])('the sync log: %s', (_name, agency, events, matter, faults) => {
  expect(compareSyncLog([matterOf(matter)], [agency], events)).toMatchObject({ lost: 0, doubled: 0, wrong: 0, ...faults });
});
