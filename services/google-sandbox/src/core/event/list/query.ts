import { badRequest, invalidValue, timeRangeEmpty, updatedMinTooLongAgo } from '../../api/refusals.ts';
import { param, params } from '../../api/request.ts';
import type { ApiRequest } from '../../api/request.ts';
import { parseInstant } from '../../time/event-time.ts';

/** The query of events.list, read and checked. Times in milliseconds. */
export interface ListQuery {
  readonly maxResults: number;
  readonly pageToken: string | undefined;
  readonly syncToken: string | undefined;
  readonly singleEvents: boolean;
  readonly showDeleted: boolean;
  readonly timeMin: number | undefined;
  readonly timeMax: number | undefined;
  readonly updatedMin: number | undefined;
  readonly orderBy: 'startTime' | 'updated' | undefined;
  readonly q: string | undefined;
  readonly iCalUID: string | undefined;
  readonly privateProperties: readonly string[];
  readonly sharedProperties: readonly string[];
  readonly eventTypes: readonly string[];
}

const NOT_WITH_SYNC_TOKEN = ['iCalUID', 'orderBy', 'privateExtendedProperty', 'q', 'sharedExtendedProperty', 'timeMin', 'timeMax', 'updatedMin'];

function readFlag(request: ApiRequest, name: string): boolean {
  const value = param(request, name);
  if (value !== undefined && value !== 'true' && value !== 'false') throw invalidValue(name, `Invalid boolean value: '${value}'.`);
  return value === 'true';
}

export function readInstant(request: ApiRequest, name: string): number | undefined {
  const value = param(request, name);
  if (value === undefined) return undefined;
  const ms = parseInstant(value);
  if (ms === undefined) throw badRequest();
  return ms;
}

/** `maxResults`: above the most it is cut, below one it is refused. */
export function readMaxResults(request: ApiRequest, usual: number, most: number): number {
  const value = param(request, 'maxResults');
  if (value === undefined) return usual;
  if (!/^\d+$/.test(value) || Number(value) < 1) throw invalidValue('maxResults', `Invalid value '${value}'. Values must be within the range: [1, ${most}]`);
  return Math.min(Number(value), most);
}

function readProperties(request: ApiRequest, name: string): readonly string[] {
  const values = params(request, name);
  for (const value of values) if (!value.includes('=')) throw invalidValue(name);
  return values;
}

/** Reads a list's query; `instancesOnly` when the viewer may only ever see single events. */
export function readListQuery(request: ApiRequest, instancesOnly: boolean): ListQuery {
  const query: ListQuery = {
    maxResults: readMaxResults(request, 250, 2500),
    pageToken: param(request, 'pageToken'),
    syncToken: param(request, 'syncToken'),
    singleEvents: readFlag(request, 'singleEvents') || instancesOnly,
    showDeleted: readFlag(request, 'showDeleted'),
    timeMin: readInstant(request, 'timeMin'),
    timeMax: readInstant(request, 'timeMax'),
    updatedMin: readInstant(request, 'updatedMin'),
    orderBy: readOrder(request, instancesOnly),
    q: param(request, 'q')?.toLowerCase(),
    iCalUID: param(request, 'iCalUID'),
    privateProperties: readProperties(request, 'privateExtendedProperty'),
    sharedProperties: readProperties(request, 'sharedExtendedProperty'),
    eventTypes: params(request, 'eventTypes'),
  };
  if (query.syncToken !== undefined) checkWithSyncToken(request);
  if (query.timeMin !== undefined && query.timeMax !== undefined && query.timeMax <= query.timeMin) throw timeRangeEmpty();
  return query;
}

function readOrder(request: ApiRequest, instancesOnly: boolean): ListQuery['orderBy'] {
  const value = param(request, 'orderBy');
  if (value === undefined) return undefined;
  if (value !== 'startTime' && value !== 'updated') throw invalidValue('orderBy');
  if (value === 'startTime' && !instancesOnly && param(request, 'singleEvents') !== 'true') {
    throw badRequest('The requested ordering is not available for the particular query.');
  }
  return value;
}

function checkWithSyncToken(request: ApiRequest): void {
  for (const name of NOT_WITH_SYNC_TOKEN) {
    if (request.query?.[name] !== undefined) throw invalidValue(name, `The parameter ${name} cannot be used together with a sync token.`);
  }
  if (param(request, 'showDeleted') === 'false') throw invalidValue('showDeleted', 'Deleted events cannot be left out of an incremental sync.');
}

/** 410 when deletions so far back are no longer kept. */
export function checkUpdatedMin(query: ListQuery, now: number, days: number): void {
  if (query.updatedMin !== undefined && query.updatedMin < now - days * 86_400_000) throw updatedMinTooLongAgo();
}
