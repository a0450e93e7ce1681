import { badField } from '../../api/refusals.ts';
import { sameJson } from '../defined.ts';
import type { EventWire } from './event-wire.ts';
import type { ReadContext } from './read-fields.ts';
import type { JsonObject } from '../stored-event.ts';

interface Conference {
  readonly data: JsonObject | undefined;
  readonly link: string | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function meet(request: JsonObject, code: string): Conference {
  const uri = `https://meet.google.com/${code}`;
  return {
    link: uri,
    data: {
      createRequest: { ...request, conferenceSolutionKey: { type: 'hangoutsMeet' }, status: { statusCode: 'success' } },
      entryPoints: [{ entryPointType: 'video', uri, label: uri.slice('https://'.length) }],
      conferenceSolution: {
        key: { type: 'hangoutsMeet' },
        name: 'Google Meet',
        iconUri: 'https://fonts.gstatic.com/s/i/productlogos/meet_2020q4/v6/web-512dp/logo_meet_2020q4_color_2x_web_512dp.png',
      },
      conferenceId: code,
    },
  };
}

/**
 * The conference of an event. Without `conferenceDataVersion=1` whatever is sent is silently ignored and an existing
 * conference stays. A create request with a `requestId` that was answered before is ignored too. Google documents the
 * link as asynchronous; observed, it comes with the answer, and so it does here.
 */
export function readConference(wire: EventWire, context: ReadContext): Conference {
  const existing: Conference = { data: context.previous?.conferenceData, link: context.previous?.hangoutLink };
  if (context.conferenceVersion !== 1) return existing;
  if (!wire.conferenceData) return { data: undefined, link: undefined };
  if (existing.data && sameJson(existing.data, wire.conferenceData)) return existing;
  const request = wire.conferenceData['createRequest'] as JsonObject | undefined;
  if (request && wire.conferenceData['conferenceId'] === undefined) {
    if (!text(request['requestId'])) throw badField('Missing conference request id.');
    const answered = existing.data?.['createRequest'] as JsonObject | undefined;
    if (answered?.['requestId'] === request['requestId']) return existing;
    const type = text((request['conferenceSolutionKey'] as JsonObject | undefined)?.['type']) ?? 'hangoutsMeet';
    if (type !== 'hangoutsMeet') throw badField('Invalid conference type value.');
    return meet(request, context.newMeetingCode());
  }
  const entries = (wire.conferenceData['entryPoints'] ?? []) as readonly JsonObject[];
  const video = entries.find((entry) => entry['entryPointType'] === 'video');
  const uri = text(video?.['uri']);
  return { data: wire.conferenceData, link: uri?.startsWith('https://meet.google.com/') ? uri : undefined };
}
