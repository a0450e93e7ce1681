import { z } from 'zod';
import type { Account } from '../../core/accounts.ts';
import { mustFindAccount } from '../../core/control/accounts.ts';
import { asPerson } from '../../core/control/as-person.ts';
import { splitSeries } from '../../core/control/split-series.ts';
import { ControlError } from '../../core/control/control-error.ts';
import type { ApiRequest } from '../../core/api/request.ts';
import { json } from '../plain.ts';
import type { PlainResponse } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { readControl } from './read.ts';

const eventBody = z.strictObject({
  account: z.string(),
  calendarId: z.string().default('primary'),
  action: z.enum(['insert', 'patch', 'update', 'delete', 'move', 'get', 'list', 'import', 'copy', 'split']),
  eventId: z.string().optional(),
  event: z.record(z.string(), z.unknown()).optional(),
  destination: z.string().optional(),
  query: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  sendUpdates: z.enum(['all', 'externalOnly', 'none']).default('none'),
});

type EventBody = z.infer<typeof eventBody>;

const METHOD = { insert: 'POST', import: 'POST', patch: 'PATCH', update: 'PUT', delete: 'DELETE', move: 'POST', get: 'GET', list: 'GET', copy: 'POST', split: 'POST' } as const;
const NEEDS_ID = new Set(['patch', 'update', 'delete', 'move', 'get', 'copy', 'split']);

function toRequest(body: EventBody): ApiRequest {
  const events = `/calendar/v3/calendars/${encodeURIComponent(body.calendarId)}/events`;
  const one = `${events}/${encodeURIComponent(body.eventId ?? '')}`;
  const path = { insert: events, list: events, copy: events, import: `${events}/import`, move: `${one}/move` }[body.action as string] ?? one;
  const destination = body.destination === undefined ? {} : { destination: body.destination };
  return {
    method: METHOD[body.action],
    path,
    query: { sendUpdates: body.sendUpdates, conferenceDataVersion: '1', supportsAttachments: 'true', ...destination, ...body.query },
    body: body.event,
  };
}

/** Google's own pages put the organizer among the guests, as accepted; the API does not. */
function withOrganizer(body: EventBody, account: Account): EventBody {
  const guests = body.event?.['attendees'];
  if (body.action !== 'insert' || body.calendarId !== 'primary' || !Array.isArray(guests) || guests.length === 0) return body;
  const named = (guests as { email?: unknown }[]).some((guest) => guest.email === account.email);
  return named ? body : { ...body, event: { ...body.event, attendees: [{ email: account.email, responseStatus: 'accepted' }, ...guests] } };
}

/** What Google's own "Duplicate" sends: the same event, private properties included, under a new id. */
function duplicateOf(face: Face, account: Account, body: EventBody): EventBody {
  const { status, body: found } = asPerson(face.google.world, account, toRequest({ ...body, action: 'get' }));
  if (status !== 200) throw new ControlError(status, 'There is no such event to copy.');
  const { id: _, iCalUID: __, recurringEventId: ___, originalStartTime: ____, sequence: _____, ...event } = found as Record<string, unknown>;
  return { ...body, event: { ...event, ...body.event } };
}

/** Does to a calendar what a person does in Google's own pages. */
function actAsPerson(face: Face, body: EventBody): PlainResponse {
  if (NEEDS_ID.has(body.action) && !body.eventId) throw new ControlError(400, 'eventId: needed for this action');
  const account = mustFindAccount(face.google.world, body.account);
  if (body.action === 'split') {
    const id = splitSeries(face.google.world, account, body.calendarId, body.eventId ?? '', body.event ?? {});
    return actAsPerson(face, { ...body, action: 'get', eventId: id });
  }
  const wanted = body.action === 'copy' ? duplicateOf(face, account, body) : withOrganizer(body, account);
  const reply = asPerson(face.google.world, account, toRequest(wanted));
  return json(reply.status === 204 ? 200 : reply.status, reply.body ?? {});
}

export const eventRoutes = [faceRoute('POST', '/_control/events', (face, request) => actAsPerson(face, readControl(request, eventBody)))];
