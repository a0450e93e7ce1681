import { eventSeen } from '@portal-sync/contracts';
import type { GoogleEvent } from '@portal-sync/google';
import { AppError, isRetriable } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import { isSuperseded } from '../domain/is-superseded.ts';
import { readMark } from '../domain/mark.ts';
import { readItem } from '../domain/read-item.ts';
import { googleCalendars } from '../repos/google-calendars.ts';
import { keepSeriesBlocks } from '../repos/keep-blocks.ts';
import { mirrors } from '../repos/mirrors.ts';
import type { Sighting } from './absorb-event.ts';
import type { Pass } from './pass.ts';
import { readEvent } from './read-event.ts';
import { addToRun } from './record-run.ts';
import { takeItem, type TakenItem } from './take-item.ts';

/** So many events share a transaction. */
const CHUNK = 40;

/** Takes account of the events of a page. One that cannot be read or kept is named in the run and stops nobody. */
export async function takePage(pass: Pass, events: readonly GoogleEvent[], askedAt: number): Promise<void> {
  const restore = pass.calendar.guardAnswer === 'restore';
  const sightings: Sighting[] = [];
  let unreadable = 0;
  for (const event of events) {
    const item = readItem(event, pass.calendar.zone);
    if (item === undefined) unreadable++;
    else sightings.push({ item, mark: readMark(pass.key, event), askedAt, restore });
  }
  if (unreadable > 0) await nameUnreadable(pass, unreadable);
  const series = new Set<string>();
  for (let at = 0; at < sightings.length; at += CHUNK) {
    for (const id of await takeChunk(pass, sightings.slice(at, at + CHUNK))) series.add(id);
  }
  for (const masterId of series) await layOutSeries(pass, masterId);
}

async function takeChunk(pass: Pass, chunk: readonly Sighting[]): Promise<readonly string[]> {
  try {
    return await takeTogether(pass, chunk);
  } catch (error) {
    if (chunk.length === 1) return nameFailed(pass, chunk[0] as Sighting, error);
    const series: string[] = [];
    for (const sighting of chunk) series.push(...(await takeChunk(pass, [sighting])));
    return series;
  }
}

/** All or none of them; what is to be judged is told in the same transaction. */
export async function takeTogether(pass: Pass, chunk: readonly Sighting[]): Promise<readonly string[]> {
  const taken = await pass.deps.store.transaction(async (tx) => {
    const results: TakenItem[] = [];
    // Held up since the page was asked for, this process would write yesterday's state over what another has read.
    const calendar = await tx.get(googleCalendars, pass.calendar.id);
    if (chunk.some(({ askedAt }) => askedAt !== null) && calendar !== undefined && isSuperseded(pass.calendar, calendar)) return results;
    for (const sighting of chunk) results.push(await takeItem(tx, pass, sighting));
    tellSeen(tx, pass, results.flatMap(({ judge }) => (judge === undefined ? [] : [judge])));
    return results;
  });
  const all = taken.flatMap(({ series }) => (series === undefined ? [] : [series]));
  for (const [at, { unsure }] of taken.entries()) if (unsure) all.push(...(await takeForSure(pass, chunk[at] as Sighting)));
  return all;
}

/** What a page says of it may be older than what we know: the event itself is asked. */
async function takeForSure(pass: Pass, sighting: Sighting): Promise<readonly string[]> {
  const event = await readEvent(pass, sighting.item.id);
  const item = event === undefined ? undefined : readItem(event, pass.calendar.zone);
  if (event === undefined || item === undefined) return [];
  return takeTogether(pass, [{ item, mark: readMark(pass.key, event), askedAt: null, restore: sighting.restore }]);
}

export function tellSeen(tx: Transaction, pass: Pass, eventIds: readonly string[]): void {
  const { agencyId, id: googleCalendarId } = pass.calendar;
  const { deps } = pass;
  for (let at = 0; at < eventIds.length; at += 100) {
    const data = { agencyId, connectionId: pass.card.id, googleCalendarId, eventIds: eventIds.slice(at, at + 100) };
    tx.send(eventSeen.make(data, { id: deps.makeId(), now: deps.clock.now() }));
  }
}

export async function layOutSeries(pass: Pick<Pass, 'deps' | 'card' | 'calendar'>, masterId: string): Promise<void> {
  const owner = { userId: pass.card.userId, zone: pass.calendar.zone };
  await pass.deps.store.transaction(async (tx) => {
    const reason = (await tx.get(mirrors, masterId))?.onlyBlocks ?? 'series';
    await keepSeriesBlocks(tx, masterId, owner, reason, pass.deps.clock.now());
  });
}

/** Something in one event that nobody foresaw: named, left, tried again with the next change of it. Trouble of ours is thrown, Google is not blamed. */
async function nameFailed(pass: Pass, { item }: Sighting, error: unknown): Promise<readonly string[]> {
  const ours = error instanceof AppError && (isRetriable(error) || error.code === 'conflict');
  if (ours) throw error;
  pass.deps.log.error({ error, googleCalendarId: pass.calendar.id, eventId: item.id }, 'an event could not be taken');
  await pass.deps.store.transaction((tx) =>
    addToRun(tx, pass.deps, pass.run, { side: 'platform', act: 'failed', appointmentId: null, title: null, why: 'unreadable', detail: item.id }),
  );
  return [];
}

const nameUnreadable = (pass: Pass, count: number): Promise<void> =>
  pass.deps.store.transaction(async (tx) => {
    for (let at = 0; at < count; at++) {
      await addToRun(tx, pass.deps, pass.run, { side: 'platform', act: 'failed', appointmentId: null, title: null, why: 'unreadable', detail: 'no-id' });
    }
  });
