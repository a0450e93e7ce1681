import { GoogleFailure, type GoogleEvent } from '@portal-sync/google';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import { afterFailure, type AfterFailure } from '../domain/after-failure.ts';
import { onItsWayUntil } from '../domain/on-its-way-until.ts';
import { readMark, type MarkVerdict } from '../domain/mark.ts';
import { readItem } from '../domain/read-item.ts';
import { OWN_LIMIT } from '../google/google-calls.ts';
import { AccessLost } from '../google/google-tokens.ts';
import { appointments } from '../repos/appointments.ts';
import { links, type LinkDoc } from '../repos/links.ts';
import { absorbEvent, type Absorbed, type Sighting } from './absorb-event.ts';
import { beginWrite, type BegunWrite } from './begin-write.ts';
import { finishWrite, note, saysEnough } from './finish-write.ts';
import type { Pass } from './pass.ts';
import { readEvent } from './read-event.ts';
import { keepLinkedSeries } from './take-linked.ts';
import { layOutSeries, tellSeen } from './take-page.ts';

/** What stops a whole pass, decided by `afterFailure` for one call. */
export class PassStopped extends Error {
  readonly after: AfterFailure;
  constructor(after: AfterFailure) {
    super(`stopped: ${after.do}`);
    this.name = 'PassStopped';
    this.after = after;
  }
}

/** Somebody who edits faster than this is not fought with: the rest waits for the next pass. */
const MOST_ROUNDS = 4;

type Going = Exclude<BegunWrite, { do: 'nothing' }>;

/** Writes what a link has to say, until both sides agree: one call where nothing comes in between, reads only after 409 and 412. */
export async function pushLink(pass: Pass, linkId: string): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const begun = await pass.deps.store.transaction((tx) => beginWrite(tx, pass, linkId));
    if (begun.do === 'nothing') return;
    try {
      if ((await carryOut(pass, linkId, begun)) === 'done') return;
    } catch (error) {
      if (!(error instanceof GoogleFailure)) throw error;
      if ((await afterRefusal(pass, linkId, begun, error)) === 'over') return;
    }
  }
  await later(pass, linkId, 5_000);
}

async function carryOut(pass: Pass, linkId: string, begun: Going): Promise<'done' | 'again'> {
  if (begun.do === 'read') return readFirst(pass, linkId, begun.eventId);
  const lane = await laneOf(pass, linkId);
  const event = await write(pass, begun, lane).catch(async (error: unknown) => {
    if (nothingLeft(error) && !isRemoved(begun, error)) await wasNotDone(pass, linkId, begun);
    throw error;
  });
  if (event !== undefined && !saysEnough(event)) return (await readBack(pass, linkId, begun.eventId)) === 'absent' ? 'done' : 'again';
  await pass.deps.store.transaction((tx) => finishWrite(tx, pass, linkId, begun.do, begun.write, event));
  return 'done';
}

async function readFirst(pass: Pass, linkId: string, eventId: string): Promise<'done' | 'again'> {
  const found = await readBack(pass, linkId, eventId);
  if (found === 'absent') return notThere(pass, linkId, eventId);
  if (found === 'same') return outwait(pass, linkId);
  if (found === 'foreign') await nextGeneration(pass, linkId);
  return 'again';
}

/** What asks for a removal is answered so when it was removed before, perhaps by a request of ours that got no answer. */
const isRemoved = (begun: Going, error: unknown): boolean =>
  begun.do === 'delete' && error instanceof GoogleFailure && (error.reason === 'gone' || error.reason === 'not-found');

/** Whether Google cannot have done what was asked: it said no, or it was not asked, for want of access. */
const nothingLeft = (error: unknown): boolean =>
  error instanceof GoogleFailure ? !error.outcomeUnknown : error instanceof AccessLost || (error instanceof AppError && error.code === 'unavailable');

const laneOf = async (pass: Pass, linkId: string): Promise<'now' | 'later'> => (await pass.deps.store.get(links, linkId))?.lane ?? 'now';

async function write(pass: Pass, begun: Exclude<Going, { do: 'read' }>, lane: 'now' | 'later'): Promise<GoogleEvent | undefined> {
  const { googleId: calendarId } = pass.calendar;
  const { eventId } = begun;
  const sendUpdates = 'none';
  if (begun.do === 'insert') return (await pass.call('insertEvent', lane, (api) => api.insertEvent({ calendarId, event: begun.event, sendUpdates }))).event;
  const ifMatch = begun.etag;
  if (begun.do === 'delete') {
    await pass.call('deleteEvent', lane, (api) => api.deleteEvent({ calendarId, eventId, ifMatch, sendUpdates }));
    return undefined;
  }
  return (await pass.call('patchEvent', lane, (api) => api.patchEvent({ calendarId, eventId, event: begun.event, ifMatch, sendUpdates }))).event;
}

/** Reads the event itself and takes account of it. */
async function readBack(pass: Pass, linkId: string, eventId: string): Promise<'seen' | 'same' | 'absent' | 'foreign'> {
  const event = await readEvent(pass, eventId);
  const item = event === undefined ? undefined : readItem(event, pass.calendar.zone);
  if (event === undefined || item === undefined) return 'absent';
  const mark = readMark(pass.key, event);
  const link = await pass.deps.store.get(links, linkId);
  if (link === undefined) return 'seen';
  if (isForeign(link, mark)) return 'foreign';
  const { absorbed, series } = await pass.deps.store.transaction((tx) => takeReadBack(tx, pass, link, { item, mark, askedAt: null, restore: false }));
  if (series !== undefined) await layOutSeries(pass, series);
  return absorbed === 'same' ? 'same' : 'seen';
}

/** What a list of changes will show as known is taken account of here: who was invited there, and times that repeat. */
async function takeReadBack(tx: Transaction, pass: Pass, link: LinkDoc, sighting: Sighting): Promise<{ readonly absorbed: Absorbed; readonly series?: string | undefined }> {
  const absorbed = await absorbEvent(tx, pass, link.id, sighting);
  if (absorbed !== 'taken') return { absorbed };
  const { judge, series } = await keepLinkedSeries(tx, pass, link, sighting);
  if (judge !== undefined) tellSeen(tx, pass, [judge]);
  return { absorbed, series };
}

/** Somebody else's event under our id. One that we knew and that only lost our mark, to a program that saved it without, is still ours. */
const isForeign = ({ origin, base, appointmentId }: LinkDoc, mark: MarkVerdict): boolean =>
  origin === 'ours' && (mark.kind === 'ours' ? mark.appointmentId !== appointmentId : mark.kind === 'foreign' || base === null);

/**
 * Google shows what we know: a write of ours that got no answer was not done, or is still on its way. As long as it may be, nothing is settled
 * on; after that it is given up.
 */
async function outwait(pass: Pass, linkId: string): Promise<'done' | 'again'> {
  const now = pass.deps.clock.now();
  const { inflight } = await pass.deps.store.update(links, linkId, (link): LinkDoc | undefined => {
    if (link.dirtySince === null) return undefined;
    const until = onItsWayUntil(link.inflight);
    return until > now ? { ...link, pushAt: until } : { ...link, inflight: [] };
  });
  return inflight.length > 0 ? 'done' : 'again';
}

async function afterRefusal(pass: Pass, linkId: string, begun: Going, failure: GoogleFailure): Promise<'again' | 'over'> {
  const link = await pass.deps.store.get(links, linkId);
  if (link === undefined) return 'over';
  const gone = failure.reason === 'gone' || failure.reason === 'not-found';
  if (gone && begun.do === 'delete') {
    if (failure.reason === 'not-found' && !(await isGone(pass, linkId, begun.eventId))) return 'again';
    await pass.deps.store.transaction((tx) => finishWrite(tx, pass, linkId, 'delete', begun.write, undefined));
    return 'over';
  }
  const { reason, retryAfterMs, word } = failure;
  const ownLimit = word === OWN_LIMIT;
  const after = afterFailure({ reason, about: 'event', attempts: link.attempts, retryAfterMs, ownLimit, unit: pass.deps.random.unit() });
  switch (after.do) {
    case 'read-back': return mend(pass, linkId, begun);
    case 'gone': return (await readBack(pass, linkId, begun.eventId)) === 'absent' ? notThere(pass, linkId, begun.eventId) : 'again';
    case 'fail': return fail(pass, linkId, begun, after.problem, failure);
    case 'retry':
      await later(pass, linkId, after.afterMs);
      if (after.calendarAfterMs > 0) throw new PassStopped(after);
      return 'over';
    default: throw new PassStopped(after);
  }
}

/** After 409 or 412: see what is there, and go on from that. An id that somebody else's event has, or that Google will not show, is given up. */
async function mend(pass: Pass, linkId: string, begun: Going): Promise<'again'> {
  const found = await readBack(pass, linkId, begun.eventId);
  if (found === 'foreign' || (found === 'absent' && begun.do === 'insert')) await nextGeneration(pass, linkId);
  else if (found === 'absent') await notThere(pass, linkId, begun.eventId);
  return 'again';
}

/** There is no such event (any more), not even as deleted. What should stand gets a new event under the next id. */
async function notThere(pass: Pass, linkId: string, eventId: string): Promise<'again'> {
  if (!(await isGone(pass, linkId, eventId))) return 'again';
  const link = await pass.deps.store.get(links, linkId);
  if (link?.base?.exists === true) {
    const item = { ...TOMBSTONE, id: link.googleEventId ?? '' };
    await pass.deps.store.transaction((tx) => absorbEvent(tx, pass, linkId, { item, mark: { kind: 'none' }, askedAt: null, restore: false }));
  }
  await nextGeneration(pass, linkId);
  return 'again';
}

/**
 * An event that cannot be found may be in a calendar that cannot be reached. Then nothing is believed of it: this fails with what Google says of
 * the calendar, which stops the pass. One that is still not found after its calendar answered is not there.
 */
async function isGone(pass: Pass, linkId: string, eventId: string): Promise<boolean> {
  await pass.call('listEvents', 'now', (api) => api.listEvents({ calendarId: pass.calendar.googleId, maxResults: 1 }));
  return (await readBack(pass, linkId, eventId)) === 'absent';
}

const TOMBSTONE = {
  etag: null, updatedAt: null, status: 'cancelled', iCalUID: null, recurringEventId: null, originalStart: null, eventType: 'default', when: null,
  recurrence: [], transparent: false, isPrivate: false, summary: '', description: '', location: '', conferenceLink: null,
  organizer: { address: null, self: false }, ownResponse: null, attendees: [],
} as const;

/** The next insert makes an event of its own; one that a person had made is from then on ours. */
async function nextGeneration(pass: Pass, linkId: string): Promise<void> {
  const anew = { googleEventId: null, origin: 'ours', base: null, echo: null, etag: null, unmerged: false, seenUpdated: null, conferenceLink: null } as const;
  await pass.deps.store.update(links, linkId, (link): LinkDoc | undefined =>
    link.dirtySince === null ? undefined : { ...link, ...anew, inflight: [], generation: link.generation + 1 },
  );
}

/** This write is not under way. */
async function wasNotDone(pass: Pass, linkId: string, begun: Exclude<Going, { do: 'read' }>): Promise<void> {
  await pass.deps.store.update(links, linkId, (link) => ({ ...link, inflight: link.inflight.filter(({ stamp }) => stamp !== begun.write.stamp) }));
}

async function later(pass: Pass, linkId: string, afterMs: number): Promise<void> {
  const at = pass.deps.clock.now() + afterMs;
  await pass.deps.store.update(links, linkId, (link) => (link.dirtySince === null ? undefined : { ...link, attempts: link.attempts + 1, pushAt: at }));
}

/** Only an edit or a person's retry helps: it waits, and says why. Unless that edit has come meanwhile. */
async function fail(pass: Pass, linkId: string, begun: Going, problem: string, failure: GoogleFailure): Promise<'over'> {
  await pass.deps.store.transaction(async (tx: Transaction) => {
    const link = await tx.get(links, linkId);
    const appointment = link === undefined ? undefined : await tx.get(appointments, link.appointmentId);
    if (link === undefined || appointment === undefined || link.state === 'dormant') return;
    if (begun.do !== 'read' && begun.write.version !== appointment.version) return;
    const failed: LinkDoc = { ...link, state: 'failed', problem, pushAt: null, runId: null };
    await tx.put(links, failed);
    const detail = failure.word ?? failure.reason;
    await note(tx, pass, link, { side: 'google', act: 'failed', appointmentId: appointment.id, title: appointment.title, why: problem, detail, linkId });
  });
  return 'over';
}
