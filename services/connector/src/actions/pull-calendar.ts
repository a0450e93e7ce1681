import { accessRole } from '@portal-sync/contracts';
import { GoogleFailure, type EventsPage, type ListEvents } from '@portal-sync/google';
import { isZone } from '@portal-sync/kernel';
import { isSuperseded } from '../domain/is-superseded.ts';
import { canNotify, nextPullAfter } from '../domain/pull-plan.ts';
import { windowStart } from '../domain/read-window.ts';
import { accessId, calendarAccesses, googleCalendars, type GoogleCalendarDoc } from '../repos/google-calendars.ts';
import { guardPage, pause } from './check-guard.ts';
import { endFullRead, missingLinks } from './end-full-read.ts';
import type { Pass } from './pass.ts';
import { takePage } from './take-page.ts';

/** Google's largest page. */
const PAGE = 2_500;

/** The last page came without a sync token: what we have stays, and it is no success. */
export class IncompleteRead extends Error {
  constructor() {
    super('the last page of a read had no sync token');
    this.name = 'IncompleteRead';
  }
}

/**
 * Reads one page of a calendar's changes and takes account of it. The old sync token stands until the last page is taken; a stop in between goes
 * on at the page where it was. `more`: there are further pages.
 */
export async function pullCalendar(opened: Pass): Promise<'more' | 'done' | 'paused'> {
  const pass = { ...opened, calendar: await begin(opened) };
  const askedAt = pass.deps.clock.now();
  const page = await list(pass);
  if (page === undefined) return 'more';
  await keepRole(pass, page.accessRole);
  const { calendar } = pass;
  const empty = calendar.fullReadSince !== null && calendar.pageToken === null && page.nextPageToken === undefined && page.items.length === 0;
  const vanished = empty && calendar.guardAnswer === null ? (await missingLinks(pass, calendar.fullReadSince ?? 0)).length : 0;
  if (vanished > 0) {
    await pause(pass, 'empty-read', { vanished, changed: 0 });
    return 'paused';
  }
  if (await wasSuperseded(pass)) return 'more';
  if (await guardPage(pass, page.items, askedAt)) return 'paused';
  await takePage(pass, page.items, askedAt);
  // Then not all of the page was taken, which would look as if it had not been shown: it is read again.
  if (await wasSuperseded(pass)) return 'more';
  if (page.nextPageToken !== undefined) {
    await keep(pass, { pageToken: page.nextPageToken, runId: pass.run.id, failures: 0 });
    return 'more';
  }
  if (page.nextSyncToken === undefined) throw new IncompleteRead();
  if (calendar.fullReadSince !== null && (await endFullRead(pass)) === 'paused') return 'paused';
  await end(pass, page.nextSyncToken, page);
  return 'done';
}

const wasSuperseded = async ({ deps: { store }, calendar }: Pass): Promise<boolean> =>
  isSuperseded(calendar, (await store.get(googleCalendars, calendar.id)) ?? calendar);

/** Every page says what we may do in the calendar: it is known as soon as it changes. */
async function keepRole({ deps: { store }, card, calendar }: Pass, said: string | undefined): Promise<void> {
  const role = accessRole.safeParse(said).data;
  const id = accessId(card.id, calendar.id);
  const known = role === undefined ? undefined : await store.get(calendarAccesses, id);
  if (role !== undefined && known !== undefined && known.accessRole !== role) await store.update(calendarAccesses, id, (access) => ({ ...access, accessRole: role }));
}

/** From here on an ask is for the next pull. */
async function begin(pass: Pass): Promise<GoogleCalendarDoc> {
  const now = pass.deps.clock.now();
  return pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => {
    const full = doc.syncToken === null && doc.fullReadSince === null;
    return { ...doc, pulledAt: now, nextPullAt: null, pullAsked: Math.max(doc.pullAsked, doc.pullDone + 1), ...(full ? { fullReadSince: now, pageToken: null } : {}) };
  });
}

/** Undefined: the token or the page is not taken any more, and the calendar has been set to begin again. */
async function list(pass: Pass): Promise<EventsPage | undefined> {
  const { calendar } = pass;
  try {
    return await pass.call('listEvents', calendar.firstRead ? 'later' : 'now', (api) => api.listEvents(askOf(calendar)));
  } catch (error) {
    if (!(error instanceof GoogleFailure)) throw error;
    const tokenGone = error.reason === 'full-sync-required' || error.reason === 'gone' || error.reason === 'invalid';
    if (!tokenGone || (calendar.syncToken === null && calendar.pageToken === null)) throw error;
    // A page that is not known any more costs the pages before it; a token that is not, a full read. Nothing is deleted by either.
    const incremental = calendar.fullReadSince === null && (calendar.pageToken === null || error.reason !== 'invalid');
    await keep(pass, incremental ? { syncToken: null, pageToken: null } : { pageToken: null, fullReadSince: null, ...(calendar.fullReadSince === null ? {} : { syncToken: null }) });
    return undefined;
  }
}

function askOf(calendar: GoogleCalendarDoc): ListEvents {
  const page = calendar.pageToken === null ? {} : { pageToken: calendar.pageToken };
  const always = { calendarId: calendar.googleId, maxResults: PAGE, singleEvents: false, ...page };
  if (calendar.fullReadSince === null) return { ...always, syncToken: calendar.syncToken ?? '' };
  return { ...always, timeMin: new Date(windowStart(calendar.fullReadSince)).toISOString(), showDeleted: true };
}

const keep = (pass: Pass, change: Partial<GoogleCalendarDoc>): Promise<GoogleCalendarDoc> =>
  pass.deps.store.update(googleCalendars, pass.calendar.id, (doc) => (isSuperseded(pass.calendar, doc) ? undefined : { ...doc, ...change }));

/** Whole days begin by the calendar's clock: once its person set another zone, all of it is read again. */
async function end(pass: Pass, syncToken: string, { googleNow, timeZone }: EventsPage): Promise<void> {
  const { deps, settings, calendar } = pass;
  const now = deps.clock.now();
  const offsetMs = googleNow === undefined ? undefined : googleNow - now;
  const zone = timeZone !== undefined && isZone(timeZone) ? timeZone : calendar.zone;
  const served = calendar.pullAsked;
  await deps.store.update(googleCalendars, calendar.id, (doc) => {
    const facts = {
      frequency: settings.values.frequency,
      canNotify: canNotify(deps.settings.NOTIFY_URL, deps.settings.GOOGLE_API_ROOT),
      watch: doc.watch,
      reconcileSeconds: deps.settings.CONNECTOR_RECONCILE_MINUTES * 60,
    };
    const next = nextPullAfter(facts, now, deps.random.unit());
    const asked = doc.nextPullAt;
    const read = {
      syncToken: zone === calendar.zone ? syncToken : null,
      pageToken: null,
      fullReadSince: null,
      firstRead: false,
      guard: { vanished: 0, changed: 0 },
      guardAnswer: null,
    };
    return {
      ...doc,
      zone,
      ...(isSuperseded(calendar, doc) ? {} : read),
      runId: null,
      googleOffsetMs: offsetMs === undefined || Math.abs(offsetMs) < 1_000 ? 0 : offsetMs,
      lastPullAt: now,
      pullDone: served,
      nextPullAt: zone !== calendar.zone ? now : asked === null ? next : next === null ? asked : Math.min(asked, next),
      failures: 0,
      blockedUntil: null,
      problem: null,
    };
  });
}
