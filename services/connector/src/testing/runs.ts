import { NORTH } from './cast.ts';
import type { Room } from './open-room.ts';
import { runRecords, runs, type RunDoc, type RunRecordDoc } from '../repos/runs.ts';

/** A finished pull of a person's calendar, as the engine writes it. */
export async function aRun(room: Room, id: string, userId: string, more: Partial<RunDoc> = {}): Promise<RunDoc> {
  const doc: RunDoc = {
    id, agencyId: NORTH, userId, connectionId: `${NORTH}-${userId}-k`, googleCalendarId: `${NORTH}-${userId}-own`, kind: 'pull', direction: 'from-google', state: 'done',
    startedAt: room.time.clock.now(), finishedAt: room.time.clock.now(), processed: 2, created: 1, updated: 1, cancelled: 0, linked: 0, unchanged: 0, conflicts: 0, errors: 0,
    total: null, tokenRefreshed: false, problem: null, retryOf: null, planned: true, ...more,
  };
  await room.store.put(runs, doc);
  return doc;
}

export async function aRecord(room: Room, run: RunDoc, id: string, more: Partial<RunRecordDoc> = {}): Promise<RunRecordDoc> {
  const doc: RunRecordDoc = {
    id, runId: run.id, agencyId: run.agencyId, linkId: null, side: 'google', act: 'created', appointmentId: null, title: 'CANARY dentist', why: 'new-event', detail: 'CANARY detail',
    before: {}, after: { title: 'CANARY dentist' }, at: run.startedAt, ...more,
  };
  await room.store.put(runRecords, doc);
  return doc;
}
