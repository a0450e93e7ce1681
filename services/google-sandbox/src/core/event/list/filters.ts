import type { Calendar } from '../../calendar/calendar.ts';
import { effectiveFields } from '../series/effective.ts';
import type { EventFields, StoredEvent } from '../stored-event.ts';
import type { ListQuery } from './query.ts';

/** `k=v` constraints of one kind: any of them is enough, as the guide on extended properties says. */
function hasProperty(properties: Readonly<Record<string, string>> | undefined, wanted: readonly string[]): boolean {
  if (wanted.length === 0) return true;
  return wanted.some((pair) => properties?.[pair.slice(0, pair.indexOf('='))] === pair.slice(pair.indexOf('=') + 1));
}

function mentions(fields: EventFields, words: string): boolean {
  const people = [fields.organizer, ...(fields.attendees ?? [])].flatMap((who) => [who.email, who.displayName]);
  return [fields.summary, fields.description, fields.location, ...people].some((text) => text?.toLowerCase().includes(words) === true);
}

/** The filters of a list that look at what an event says. */
export function passes(calendar: Calendar, row: StoredEvent, query: ListQuery): boolean {
  if (query.iCalUID !== undefined && row.iCalUID !== query.iCalUID) return false;
  if (query.updatedMin !== undefined && row.updatedMicros < query.updatedMin * 1000) return false;
  const plain = query.privateProperties.length === 0 && query.sharedProperties.length === 0 && query.eventTypes.length === 0;
  if (plain && query.q === undefined) return true;
  const fields = effectiveFields(calendar, row);
  if (!hasProperty(fields.extendedPrivate, query.privateProperties)) return false;
  if (!hasProperty(fields.extendedShared, query.sharedProperties)) return false;
  if (query.eventTypes.length > 0 && !query.eventTypes.includes(fields.eventType ?? 'default')) return false;
  return query.q === undefined || mentions(fields, query.q);
}
