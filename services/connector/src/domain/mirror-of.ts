import { spanOf } from '@portal-sync/kernel';
import type { MirrorDoc } from '../repos/mirrors.ts';
import { blocksTime } from './blocks-time.ts';
import { fromGoogle } from './from-google.ts';
import type { GoogleItem } from './google-item.ts';
import { mirrorIdOf } from './google-ids.ts';
import { keepsOnlyTime, type OnlyBlocks } from './why-only-blocks.ts';

export interface MirrorAsk {
  readonly agencyId: string;
  readonly googleCalendarId: string;
  readonly zone: string;
  readonly onlyBlocks: OnlyBlocks | null;
  readonly backFill: boolean;
  readonly appointmentId: string | null;
  readonly runId: string;
  readonly now: number;
}

/** What we keep of an event that we saw: of those whose content is none of our business the time alone. Null for one without any time. */
export function mirrorOf(item: GoogleItem, ask: MirrorAsk): MirrorDoc | null {
  if (item.when === null) return null;
  const { from, to } = spanOf(item.when, ask.zone);
  const timeOnly = keepsOnlyTime(ask.onlyBlocks);
  return {
    id: mirrorIdOf(ask.googleCalendarId, item.id),
    agencyId: ask.agencyId,
    googleCalendarId: ask.googleCalendarId,
    googleEventId: item.id,
    iCalUID: timeOnly ? null : item.iCalUID,
    recurringEventId: item.recurringEventId,
    originalStart: item.originalStart,
    recurrence: [...item.recurrence],
    expandedUntil: null,
    etag: item.etag ?? '',
    updatedAt: item.updatedAt ?? ask.now,
    status: item.status,
    when: item.when,
    blocks: blocksTime(item),
    fields: timeOnly ? null : fromGoogle(item),
    organizer: timeOnly ? { address: null, self: item.organizer.self } : item.organizer,
    ownResponse: item.ownResponse,
    attendees: timeOnly ? [] : item.attendees.map(({ optional: _optional, ...attendee }) => attendee),
    onlyBlocks: ask.onlyBlocks,
    backFill: ask.backFill,
    appointmentId: ask.appointmentId,
    verdict: null,
    runId: ask.runId,
    seenAt: ask.now,
    startsAt: from,
    endsAt: to,
  };
}

/** Original start of an occurrence in one spelling: Google writes it in the calendar's zone, we compute it in UTC. */
export const sameStart = (text: string): string => (text.length > 10 && Number.isFinite(Date.parse(text)) ? new Date(Date.parse(text)).toISOString() : text);

/** Master and original start from the id of an occurrence, for rows that carry nothing else: `<master>_20260504T070000Z`, `<master>_20260504`. */
export function partsOfInstanceId(id: string): { masterId: string; originalStart: string } | undefined {
  const found = /^(.+)_(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z)?$/.exec(id);
  if (found === null) return undefined;
  const [, masterId = '', year, month, day, hour, minute, second] = found;
  const date = `${year}-${month}-${day}`;
  return { masterId, originalStart: hour === undefined ? date : `${date}T${hour}:${minute}:${second}Z` };
}

