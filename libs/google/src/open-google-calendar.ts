import { calendar } from '@googleapis/calendar';
import type { Http } from '@portal-sync/kernel';
import { OAuth2Client } from 'google-auth-library';
import type { GoogleCalendarEntry, GoogleEvent } from './event.ts';
import type { GoogleCalendarApi, OpenGoogleCalendar } from './google-calendar.ts';
import { GoogleFailure } from './google-failure.ts';
import { readFailure } from './read-failure.ts';
import { readHeader } from './read-header.ts';

export interface GoogleEndpoint {
  /** `https://www.googleapis.com/` for real Google. */
  readonly apiRoot: string;
  /** Google's client has no time limit of its own. Default 30 s. */
  readonly timeoutMs?: number;
  /** Outgoing HTTP; the client library's own when left out. */
  readonly http?: Http;
}

interface Answer<T> {
  data: T;
  headers?: unknown;
}

/** The adapter over Google's own client library (`@googleapis/calendar`). Its retries are off: when to try again is decided by our work queue. */
export function openGoogleCalendar({ apiRoot, timeoutMs = 30_000, http }: GoogleEndpoint): OpenGoogleCalendar {
  const api = calendar({ version: 'v3', rootUrl: apiRoot });
  return (accessToken): GoogleCalendarApi => {
    const auth = new OAuth2Client();
    auth.setCredentials({ access_token: accessToken });
    const options = { auth, timeout: timeoutMs, retry: false, ...(http === undefined ? {} : { fetchImplementation: http as typeof fetch }) };

    return {
      async listCalendars({ pageToken }) {
        const { data } = await call(api.calendarList.list({ maxResults: 250, showHidden: true, ...given({ pageToken }) }, options));
        return { items: (data.items ?? []) as GoogleCalendarEntry[], ...given({ nextPageToken: data.nextPageToken ?? undefined }) };
      },
      async listEvents({ iCalUID, ...ask }) {
        const answer = await call(api.events.list({ ...ask, ...given({ iCalUID }) }, options));
        const { items, nextPageToken, nextSyncToken, timeZone, accessRole } = answer.data;
        return {
          items: (items ?? []) as GoogleEvent[],
          ...given({
            nextPageToken: nextPageToken ?? undefined,
            nextSyncToken: nextSyncToken ?? undefined,
            timeZone: timeZone ?? undefined,
            accessRole: accessRole ?? undefined,
            googleNow: dateOf(answer),
          }),
        };
      },
      async getEvent(ask) {
        return written(await call(api.events.get(ask, options)));
      },
      async insertEvent({ calendarId, event, sendUpdates }) {
        return written(await call(api.events.insert({ calendarId, requestBody: event as object, sendUpdates }, options)));
      },
      async patchEvent({ calendarId, eventId, event, ifMatch, sendUpdates }) {
        return written(
          await call(api.events.patch({ calendarId, eventId, requestBody: event as object, sendUpdates }, { ...options, ...matching(ifMatch) })),
        );
      },
      async deleteEvent({ calendarId, eventId, ifMatch, sendUpdates }) {
        await call(api.events.delete({ calendarId, eventId, sendUpdates }, { ...options, ...matching(ifMatch) }));
      },
      async watchEvents({ calendarId, channelId, address, token, ttlSeconds }) {
        const requestBody = { id: channelId, type: 'web_hook', address, token, params: { ttl: String(ttlSeconds) } };
        const { data } = await call(api.events.watch({ calendarId, requestBody }, options));
        const expiresAt = Number(data.expiration);
        if (!data.resourceId || !Number.isFinite(expiresAt)) throw new GoogleFailure('server', { word: 'incompleteChannel' });
        return { channelId, resourceId: data.resourceId, expiresAt };
      },
      async stopChannel({ channelId, resourceId }) {
        await call(api.channels.stop({ requestBody: { id: channelId, resourceId } }, options));
      },
    };
  };
}

async function call<T>(request: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await request;
  } catch (error) {
    throw readFailure(error);
  }
}

const matching = (etag: string | undefined) => (etag === undefined ? {} : { headers: { 'If-Match': etag } });

const written = (answer: Answer<unknown>) => ({ event: answer.data as GoogleEvent, ...given({ googleNow: dateOf(answer) }) });

function dateOf({ headers }: Answer<unknown>): number | undefined {
  const at = Date.parse(readHeader(headers, 'date') ?? '');
  return Number.isFinite(at) ? at : undefined;
}

/** Leaves out what is undefined, so that "not given" stays not given. */
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
