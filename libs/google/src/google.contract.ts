import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoogleCalendarApi } from './google-calendar.ts';
import { GoogleFailure, type GoogleFailureReason } from './google-failure.ts';

/** One account of a Google that a test can break, behind an implementation of the port. */
export interface GoogleBench {
  /** The port in this account's name; scopes as full names, all that a sync needs when left out. */
  open(scopes?: readonly string[]): Promise<GoogleCalendarApi>;
  /** The port with an access token that nobody issued. */
  openWith(accessToken: string): GoogleCalendarApi;
  /** A calendar that this account owns and nothing stands in. */
  readonly calendarId: string;
  /** The next call of this operation (`events.patch`) is refused, or loses its reply. */
  fail(operation: string, how: { readonly status?: number; readonly reason?: string; readonly retryAfter?: string; readonly lostReply?: boolean; readonly dropped?: boolean }): Promise<void>;
  /** Sync tokens handed out so far are not taken any more. */
  expireSyncTokens(): Promise<void>;
  /** Calls made so far. */
  calls(): Promise<number>;
  close(): Promise<void>;
}

const hour = (from: number) => ({
  start: { dateTime: `2026-03-10T${String(from).padStart(2, '0')}:00:00Z` },
  end: { dateTime: `2026-03-10T${String(from + 1).padStart(2, '0')}:00:00Z` },
});
const READ_ONLY = ['https://www.googleapis.com/auth/calendar.events.readonly'];

/** What every implementation of the port to Google must do, as Vitest tests: `googleContract('its name', openBench)`. */
export function googleContract(name: string, openBench: () => Promise<GoogleBench>): void {
  describe(`google contract: ${name}`, () => {
    let bench: GoogleBench;
    let api: GoogleCalendarApi;
    let made = 0;
    beforeAll(async () => {
      bench = await openBench();
      api = await bench.open();
    });
    afterAll(() => bench.close());

    const insert = (summary = 'An event') => api.insertEvent({ calendarId: bench.calendarId, event: { id: `contract${++made}`, summary, ...hour(made % 20) }, sendUpdates: 'none' });
    const list = (more: object = {}) => api.listEvents({ calendarId: bench.calendarId, ...more });

    async function failure(call: Promise<unknown>): Promise<GoogleFailure> {
      const error = await call.then(() => undefined, (thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(GoogleFailure);
      return error as GoogleFailure;
    }
    const reason = async (call: Promise<unknown>): Promise<GoogleFailureReason> => (await failure(call)).reason;

    test('lists the calendars of the account', async () => {
      const { items } = await api.listCalendars({});
      expect(items.find((calendar) => calendar.id === bench.calendarId)).toMatchObject({ accessRole: 'owner' });
    });

    test('an insert keeps the id that was asked for and answers with an etag and Google\'s time', async () => {
      const { event, googleNow } = await insert('Written');
      expect(event).toMatchObject({ id: `contract${made}`, summary: 'Written', etag: expect.stringMatching(/^".+"$/), iCalUID: `contract${made}@google.com` });
      expect(googleNow).toBeTypeOf('number');
      expect((await api.getEvent({ calendarId: bench.calendarId, eventId: event.id ?? '' })).event.summary).toBe('Written');
    });

    test('an id can be taken once', async () => {
      await insert();
      const again = api.insertEvent({ calendarId: bench.calendarId, event: { id: `contract${made}`, summary: 'Other', ...hour(1) }, sendUpdates: 'none' });
      expect(await reason(again)).toBe('duplicate');
    });

    test('a patch changes what it names, and only while the etag stands', async () => {
      const { event } = await insert('Before');
      const at = { calendarId: bench.calendarId, eventId: event.id ?? '', sendUpdates: 'none' as const };
      const patched = await api.patchEvent({ ...at, event: { location: 'Here' }, ifMatch: event.etag });
      expect(patched.event).toMatchObject({ summary: 'Before', location: 'Here' });
      expect(await reason(api.patchEvent({ ...at, event: { location: 'There' }, ifMatch: event.etag }))).toBe('precondition');
      expect(await reason(api.deleteEvent({ ...at, ifMatch: event.etag }))).toBe('precondition');
      expect((await api.patchEvent({ ...at, event: { location: null }, ifMatch: undefined })).event.location).toBeUndefined();
    });

    test('private properties are kept and read back', async () => {
      const written = await api.insertEvent({
        calendarId: bench.calendarId, event: { id: `contract${++made}`, ...hour(3), extendedProperties: { private: { apptRef: 'a', apptRev: '1' } } }, sendUpdates: 'none',
      });
      const { event } = await api.getEvent({ calendarId: bench.calendarId, eventId: written.event.id ?? '' });
      expect(event.extendedProperties?.private).toEqual({ apptRef: 'a', apptRev: '1' });
    });

    test('what was deleted is gone, shows as cancelled, and comes back by its status', async () => {
      const { event } = await insert('Back again');
      const at = { calendarId: bench.calendarId, eventId: event.id ?? '' };
      await api.deleteEvent({ ...at, ifMatch: event.etag, sendUpdates: 'none' });
      expect(await reason(api.deleteEvent({ ...at, ifMatch: undefined, sendUpdates: 'none' }))).toBe('gone');
      const tombstone = (await api.getEvent(at)).event;
      expect(tombstone.status).toBe('cancelled');
      const restored = await api.patchEvent({ ...at, event: { status: 'confirmed' }, ifMatch: tombstone.etag, sendUpdates: 'none' });
      expect(restored.event).toMatchObject({ status: 'confirmed', summary: 'Back again' });
    });

    test('a sync token brings what changed, tombstones included, and nothing twice', async () => {
      const first = await list();
      const { event } = await insert('New since');
      await api.deleteEvent({ calendarId: bench.calendarId, eventId: event.id ?? '', ifMatch: undefined, sendUpdates: 'none' });
      const second = await list({ syncToken: first.nextSyncToken });
      expect(second.items.map(({ id, status }) => ({ id, status }))).toEqual([{ id: event.id, status: 'cancelled' }]);
      expect((await list({ syncToken: second.nextSyncToken })).items).toEqual([]);
    });

    test('pages carry a page token, and the sync token comes with the last alone', async () => {
      for (let n = 0; n < 3; n++) await insert();
      const first = await list({ maxResults: 2 });
      expect(first).toMatchObject({ nextPageToken: expect.any(String) });
      expect(first.nextSyncToken).toBeUndefined();
      const ids = new Set(first.items.map((item) => item.id));
      let page = first;
      while (page.nextPageToken !== undefined) {
        page = await list({ maxResults: 2, pageToken: page.nextPageToken });
        for (const { id } of page.items) {
          expect(ids.has(id)).toBe(false);
          ids.add(id);
        }
      }
      expect(page.nextSyncToken).toEqual(expect.any(String));
    });

    test('a sync token that counts no more asks for a full read', async () => {
      const { nextSyncToken } = await list();
      await bench.expireSyncTokens();
      expect(await reason(list({ syncToken: nextSyncToken }))).toBe('full-sync-required');
    });

    test('what is not there is not found', async () => {
      expect(await reason(api.getEvent({ calendarId: bench.calendarId, eventId: 'nothinghere' }))).toBe('not-found');
      expect(await reason(api.listEvents({ calendarId: 'nobody@nowhere.example' }))).toBe('not-found');
      expect(await reason(api.stopChannel({ channelId: 'never-opened', resourceId: 'x' }))).toBe('not-found');
    });

    test('a token nobody issued and a scope nobody gave are told apart', async () => {
      expect(await reason(bench.openWith('no-such-token').listCalendars({}))).toBe('auth');
      const reader = await bench.open(READ_ONLY);
      expect(await reason(reader.insertEvent({ calendarId: bench.calendarId, event: hour(4), sendUpdates: 'none' }))).toBe('scope');
    });

    test('a record that Google cannot take is invalid', async () => {
      const backwards = { start: hour(5).end, end: hour(5).start };
      expect(await reason(api.insertEvent({ calendarId: bench.calendarId, event: backwards, sendUpdates: 'none' }))).toBe('invalid');
    });

    test('limits, outages and lost replies are told by their reasons, and whether a write may have been done', async () => {
      const patch = async () => api.patchEvent({ calendarId: bench.calendarId, eventId: `contract${made}`, event: { summary: 'x' }, ifMatch: undefined, sendUpdates: 'none' });
      await insert();
      await bench.fail('events.patch', { status: 403, reason: 'rateLimitExceeded' });
      expect(await failure(patch())).toMatchObject({ reason: 'rate-limited', retriable: true, outcomeUnknown: false, word: 'rateLimitExceeded', status: 403 });
      await bench.fail('events.patch', { status: 429, reason: 'rateLimitExceeded', retryAfter: '7' });
      expect(await failure(patch())).toMatchObject({ reason: 'rate-limited', retryAfterMs: 7_000 });
      await bench.fail('events.patch', { status: 503, reason: 'backendError' });
      expect(await failure(patch())).toMatchObject({ reason: 'server', retriable: true, outcomeUnknown: true });
      await bench.fail('events.patch', { lostReply: true });
      expect(await failure(patch())).toMatchObject({ reason: 'no-answer', retriable: true, outcomeUnknown: true });
    });

    test('one call is one call, also when it fails', async () => {
      const before = await bench.calls();
      await list();
      await bench.fail('events.list', { status: 503, reason: 'backendError' });
      await failure(list());
      expect((await bench.calls()) - before).toBe(2);
    });

    test('a failure names Google\'s word, never the token or the content', async () => {
      await bench.fail('events.insert', { status: 400, reason: 'invalid' });
      const refused = await failure(api.insertEvent({ calendarId: bench.calendarId, event: { summary: 'canary-content', ...hour(6) }, sendUpdates: 'none' }));
      const unknown = await failure(bench.openWith('canary-token').listCalendars({}));
      const dropped = await failure((await bench.fail('events.get', { dropped: true }), api.getEvent({ calendarId: bench.calendarId, eventId: 'canary-content' })));
      for (const error of [refused, unknown, dropped]) {
        const all = JSON.stringify([error.message, error.stack, String(error.cause), (error.cause as Error | undefined)?.stack, error.word]);
        expect(all).not.toContain('canary');
      }
    });

    test('a channel is opened until a time that Google decides, and stopped', async () => {
      const opened = await api.watchEvents({ calendarId: bench.calendarId, channelId: 'contract-channel', address: 'https://notify.example/x', token: 't', ttlSeconds: 3_600 });
      expect(opened).toEqual({ channelId: 'contract-channel', resourceId: expect.any(String), expiresAt: expect.any(Number) });
      await api.stopChannel(opened);
      expect(await reason(api.stopChannel(opened))).toBe('not-found');
    });
  });
}
