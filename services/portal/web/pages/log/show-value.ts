import type { Appointment } from '@portal-sync/contracts';
import { whenText } from '../../dates/when.ts';
import type { Texts } from '../../texts/use-texts.ts';

/** A value of a field as a person reads it. Pure. */
export function showValue(field: string, value: unknown, texts: Texts, zone: string): string {
  if (value === undefined || value === null || value === '') return '–';
  if (field === 'status' && typeof value === 'string') return texts.sayKey('statuses', value, 'statuses.other');
  if (isWhen(value)) return whenText(value, texts.locale, 'zone' in value ? value.zone : zone, texts.say('calendar.allDay'));
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((item) => showItem(item, texts)).join('\n');
  if (typeof value === 'boolean') return texts.say(value ? 'shell.yes' : 'shell.no');
  return typeof value === 'object' ? showItem(value, texts) : String(value);
}

const isWhen = (value: unknown): value is Appointment['when'] => typeof value === 'object' && value !== null && ('toExclusive' in value || ('start' in value && 'end' in value));

/** A guest by name and address; anything else by its values. */
function showItem(item: unknown, texts: Texts): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const guest = item as { address?: unknown; name?: unknown; response?: unknown };
  if (typeof guest.address !== 'string') return Object.values(item).map(String).join(', ');
  const name = typeof guest.name === 'string' && guest.name !== '' ? `${guest.name} <${guest.address}>` : guest.address;
  return typeof guest.response === 'string' ? `${name}, ${texts.sayKey('responses', guest.response, 'responses.other')}` : name;
}
