import type { Appointment } from '@portal-sync/contracts';
import { whenText } from '../../dates/when.ts';
import type { Texts } from '../../texts/use-texts.ts';
import { recurrenceText } from './recurrence-text.ts';

interface Showing {
  readonly texts: Texts;
  /** The zone of whole days and of times that have none of their own. */
  readonly zone: string;
  /** The name behind an id of a person, calendar or type; undefined: none is known. */
  readonly nameOf: (id: string) => string | undefined;
}

const NOTHING = '–';
/** Fields that hold ids: without a name they say only that something is there. */
const IDS = ['hostUserId', 'staffUserIds', 'calendarId', 'contactId', 'guestContactIds'];

/** A value of a field as a person reads it. Pure. */
export function showValue(field: string, value: unknown, showing: Showing): string {
  const { texts, zone, nameOf } = showing;
  if (value === undefined || value === null || value === '') return NOTHING;
  if (typeof value === 'boolean') return texts.say(value ? 'shell.yes' : 'shell.no');
  if (isWhen(value)) return whenText(value, texts.locale, 'zone' in value ? value.zone : zone, texts.say('calendar.allDay'));
  if (Array.isArray(value)) {
    if (value.length === 0) return NOTHING;
    return field === 'recurrence' ? recurrenceText(value.map(String), texts) : value.map((item) => showValue(field, item, showing)).join('\n');
  }
  if (typeof value === 'object') return showGuest(value, texts);
  if (field === 'status') return texts.sayKey('statuses', String(value), 'statuses.other');
  if (IDS.includes(field)) return nameOf(String(value)) ?? texts.say('fields.somebody');
  return (field === 'type' ? nameOf(String(value)) : undefined) ?? String(value);
}

const isWhen = (value: unknown): value is Appointment['when'] => typeof value === 'object' && value !== null && ('toExclusive' in value || ('start' in value && 'end' in value));

/** A guest by name and address, with the answer; of anything else its values. */
function showGuest(item: object, texts: Texts): string {
  const guest = item as { address?: unknown; name?: unknown; response?: unknown };
  if (typeof guest.address !== 'string') return Object.values(item).map(String).join(', ');
  const name = typeof guest.name === 'string' && guest.name !== '' ? `${guest.name} <${guest.address}>` : guest.address;
  return typeof guest.response === 'string' ? `${name}, ${texts.sayKey('responses', guest.response, 'responses.other')}` : name;
}
