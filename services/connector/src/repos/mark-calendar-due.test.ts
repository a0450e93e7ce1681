import { finishDue } from '@portal-sync/store';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../testing/connect.ts';
import { openRoom, type Room } from '../testing/open-room.ts';
import { googleCalendars } from './google-calendars.ts';
import { markCalendarDue } from './mark-calendar-due.ts';

const ID = 'north-hal-own';
const LEASE = 15_000;
let room: Room;
beforeEach(async () => {
  room = await openRoom();
  await connect(room, 'hal', { settings: { targetCalendarId: ID } });
});
afterEach(() => room.close());

/** A worker takes what is due and finds nothing to do for hours. */
async function workerPasses(now: number): Promise<void> {
  for (const doc of await room.store.takeDue(googleCalendars, { now, limit: 10, leaseMs: LEASE })) {
    await room.store.update(googleCalendars, doc.id, (standing) => finishDue(standing, doc.claim, now + 10_800_000));
  }
}

test.each(['due already', 'at work, and asked again'])('a calendar that is %s is woken by a transaction, though a worker is done with it before the commit', async (how) => {
  const now = room.time.clock.now();
  await markCalendarDue(room.store, ID, { now, lane: 'now' });
  const [held] = how === 'due already' ? [] : await room.store.takeDue(googleCalendars, { now, limit: 10, leaseMs: LEASE });
  if (held !== undefined) await markCalendarDue(room.store, ID, { now, lane: 'now' });
  let runs = 0;
  await room.store.transaction(async (tx) => {
    await markCalendarDue(tx, ID, { now, lane: 'now' });
    if (++runs > 1) return;
    if (held !== undefined) await room.store.update(googleCalendars, ID, (standing) => finishDue(standing, held.claim, null));
    await workerPasses(now);
  });
  expect((await room.store.get(googleCalendars, ID))?.dueAt).toBeLessThanOrEqual(now);
});
