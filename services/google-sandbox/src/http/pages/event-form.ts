import { addDays } from '../../core/time/event-time.ts';
import { wallInZone } from '../../core/time/zone.ts';
import { markup } from './html.ts';
import type { Html } from './html.ts';
import type { Person, ShownCalendar, ShownEvent } from './person.ts';

/** The calendars a person may write to. */
export const writable = (person: Person): readonly ShownCalendar[] => person.calendars().filter(({ accessRole }) => accessRole === 'owner' || accessRole.startsWith('writer'));

/** What a form shows before anybody types. */
interface Values {
  readonly title: string;
  readonly allDay: boolean;
  readonly start: string;
  readonly end: string;
  readonly location: string;
  readonly description: string;
  readonly guests: string;
  readonly visibility: string;
  readonly free: boolean;
}

export const emptyValues = (date: string): Values => ({
  title: '', allDay: false, start: `${date}T10:00`, end: `${date}T11:00`, location: '', description: '', guests: '', visibility: 'default', free: false,
});

export function valuesOf(event: ShownEvent, zone: string): Values {
  const allDay = event.start.date !== undefined;
  const wall = (text: string | undefined) => wallInZone(Date.parse(text ?? ''), zone).slice(0, 16);
  return {
    title: event.summary ?? '',
    allDay,
    // A person thinks of the last day; Google keeps the day after it.
    start: allDay ? `${event.start.date}T00:00` : wall(event.start.dateTime),
    end: allDay ? `${addDays(event.end.date ?? '', -1)}T00:00` : wall(event.end.dateTime),
    location: event.location ?? '',
    description: event.description ?? '',
    guests: (event.attendees ?? []).map((row) => row.email).join(', '),
    visibility: event.visibility ?? 'default',
    free: event.transparency === 'transparent',
  };
}

const option = (value: string, text: string, chosen: string): Html => markup`<option value="${value}"${value === chosen ? markup` selected` : ''}>${text}</option>`;

export const sendUpdates = markup`<label class="field"><span>Tell the guests by mail</span><select name="sendUpdates">${option('all', 'Everybody', 'all')}${option('externalOnly', 'Those outside the domain', 'all')}${option('none', 'Nobody', 'all')}</select></label>`;

/** The fields of an event, for making and for changing one. */
export function eventFields(person: Person, values: Values, calendarId: string): Html {
  return markup`<label class="field"><span>Title</span><input name="title" value="${values.title}" autofocus></label>
    <label class="field"><span>Calendar</span><select name="calendar">${writable(person).map(({ id, summary }) => option(id, summary, calendarId))}</select></label>
    <label class="box"><input type="checkbox" name="allDay"${values.allDay ? markup` checked` : ''}><span>All day (only the dates below count, the last one included)</span></label>
    <label class="field"><span>Start</span><input type="datetime-local" name="start" value="${values.start}" required></label>
    <label class="field"><span>End</span><input type="datetime-local" name="end" value="${values.end}" required></label>
    <label class="field"><span>Guests, separated by commas</span><input name="guests" value="${values.guests}"></label>
    <label class="field"><span>Location</span><input name="location" value="${values.location}"></label>
    <label class="field"><span>Description</span><textarea name="description" rows="3">${values.description}</textarea></label>
    <label class="field"><span>Visibility</span><select name="visibility">${['default', 'public', 'private'].map((one) => option(one, one, values.visibility))}</select></label>
    <label class="box"><input type="checkbox" name="free"${values.free ? markup` checked` : ''}><span>Show me as free</span></label>${sendUpdates}`;
}

/** A submitted form as the body of an API call; the guests of before keep their answers. */
export function bodyOf(form: URLSearchParams, person: Person, before?: ShownEvent): Record<string, unknown> {
  const allDay = form.get('allDay') !== null;
  const zone = person.account.timeZone;
  const time = (name: string, days: number) => {
    const text = form.get(name) ?? '';
    return allDay ? { date: addDays(text.slice(0, 10), days), dateTime: null, timeZone: null } : { date: null, dateTime: `${text.slice(0, 16)}:00`, timeZone: zone };
  };
  const addresses = (form.get('guests') ?? '').split(/[\s,;]+/).filter(Boolean);
  const known = new Map((before?.attendees ?? []).map((row) => [row.email.toLowerCase(), row]));
  const guests = addresses.map((email) => known.get(email.toLowerCase()) ?? { email });
  const organizer = guests.length > 0 && !before && !known.has(person.account.email) ? [{ email: person.account.email, responseStatus: 'accepted' }] : [];
  return {
    summary: form.get('title') || null,
    start: time('start', 0),
    end: time('end', 1),
    location: form.get('location') || null,
    description: form.get('description') || null,
    visibility: form.get('visibility') ?? 'default',
    transparency: form.get('free') === null ? 'opaque' : 'transparent',
    attendees: [...organizer, ...guests],
  };
}
