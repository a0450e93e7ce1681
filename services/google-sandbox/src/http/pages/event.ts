import { ControlError } from '../../core/control/control-error.ts';
import { isDate } from '../../core/time/event-time.ts';
import { wallInZone } from '../../core/time/zone.ts';
import { html, queryValue, redirect } from '../plain.ts';
import type { PlainResponse } from '../plain.ts';
import { faceRoute } from '../route.ts';
import { bodyOf, emptyValues, eventFields, sendUpdates, valuesOf, writable } from './event-form.ts';
import { markup, page } from './html.ts';
import type { Html } from './html.ts';
import { eventsPath, faultText, personOf } from './person.ts';
import type { Person, ShownEvent } from './person.ts';

const back = (person: Person): Html => markup`<p><a href="${person.home}">Calendar</a></p>`;

function refused(person: Person, body: unknown): PlainResponse {
  return html(400, page('That did not work', markup`${back(person)}<h1>That did not work</h1><p class="error">${faultText(body)}</p>`));
}

const afterwards = (person: Person, form: URLSearchParams): PlainResponse => {
  const date = (form.get('start') ?? form.get('date') ?? '').slice(0, 10);
  return redirect(isDate(date) ? `${person.home}?date=${date}` : person.home, 303);
};

function readEvent(person: Person, calendarId: string, id: string): ShownEvent {
  const { status, body } = person.call('GET', eventsPath(calendarId, id));
  if (status !== 200) throw new ControlError(status, faultText(body));
  return body as ShownEvent;
}

const hidden = (calendarId: string, id: string, event: ShownEvent): Html =>
  markup`<input type="hidden" name="from" value="${calendarId}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="date" value="${(event.start.date ?? event.start.dateTime ?? '').slice(0, 10)}">`;

function guests(event: ShownEvent): Html {
  if (!event.attendees) return markup``;
  const rows = event.attendees.map((row) => markup`<li>${row.displayName ?? row.email}${row.organizer ? ' (organizer)' : ''}: ${row.responseStatus}</li>`);
  return markup`<h2>Guests</h2><ul>${rows}</ul>`;
}

function replyForm(calendarId: string, event: ShownEvent): Html {
  if (!event.attendees?.some((row) => row.self)) return markup``;
  const button = (value: string, text: string) => markup`<button name="action" value="${value}">${text}</button>`;
  return markup`<form method="post">${hidden(calendarId, event.id, event)}<div class="actions"><span>Going?</span>${button('accepted', 'Yes')}${button('declined', 'No')}${button('tentative', 'Maybe')}</div></form>`;
}

function deleteForm(calendarId: string, event: ShownEvent): Html {
  const series = event.recurringEventId === undefined ? markup`` : markup`<button name="action" value="delete-series">Delete the series</button>`;
  return markup`<form method="post">${hidden(calendarId, event.id, event)}${event.attendees ? sendUpdates : markup``}<div class="actions">${series}<button name="action" value="delete">Delete</button></div></form>`;
}

function seriesLink(person: Person, calendarId: string, event: ShownEvent): Html {
  if (event.recurringEventId === undefined) return markup``;
  const link = `${person.home}/event?calendar=${encodeURIComponent(calendarId)}&id=${encodeURIComponent(event.recurringEventId)}`;
  return markup`<p>Changes here are for this one only. <a href="${link}">Change the whole series</a></p>`;
}

function showEvent(person: Person, calendarId: string, event: ShownEvent): string {
  const mayWrite = writable(person).some(({ id }) => id === calendarId) && event.status !== 'cancelled';
  const meet = event.hangoutLink === undefined ? markup`` : markup`<p><a href="${event.hangoutLink}">Join with Google Meet</a></p>`;
  const edit = markup`<form method="post">${hidden(calendarId, event.id, event)}${eventFields(person, valuesOf(event, person.account.timeZone), calendarId)}<div class="actions"><button class="main" name="action" value="save">Save</button></div></form>`;
  return page(
    event.summary ?? '(No title)',
    markup`${back(person)}<h1>${event.summary ?? '(No title)'}</h1><p class="dim">${event.status}${event.organizer ? `, organized by ${event.organizer.displayName ?? event.organizer.email}` : ''}${event.recurringEventId ? ', one of a series' : ''}</p>
      ${seriesLink(person, calendarId, event)}${meet}${guests(event)}${mayWrite ? [replyForm(calendarId, event), edit, deleteForm(calendarId, event)] : markup`<p>${event.location}</p><p>${event.description}</p>`}`,
  );
}

function save(person: Person, form: URLSearchParams, event: ShownEvent, calendarId: string): { status: number; body: unknown } {
  const query = { sendUpdates: form.get('sendUpdates') ?? 'none', conferenceDataVersion: '1' };
  const changed = person.call('PATCH', eventsPath(calendarId, event.id), { query, body: bodyOf(form, person, event) });
  const destination = form.get('calendar') ?? calendarId;
  if (changed.status !== 200 || destination === calendarId) return changed;
  return person.call('POST', `${eventsPath(calendarId, event.id)}/move`, { query: { ...query, destination } });
}

function act(person: Person, form: URLSearchParams): PlainResponse {
  const calendarId = form.get('from') ?? 'primary';
  const event = readEvent(person, calendarId, form.get('id') ?? '');
  const action = form.get('action') ?? '';
  const query = { sendUpdates: form.get('sendUpdates') ?? 'all' };
  const run = (): { status: number; body: unknown } => {
    if (action === 'save') return save(person, form, event, calendarId);
    if (action === 'delete') return person.call('DELETE', eventsPath(calendarId, event.id), { query });
    if (action === 'delete-series') return person.call('DELETE', eventsPath(calendarId, event.recurringEventId ?? event.id), { query });
    const attendees = (event.attendees ?? []).map((row) => (row.self ? { ...row, responseStatus: action } : row));
    return person.call('PATCH', eventsPath(calendarId, event.id), { query, body: { attendees } });
  };
  const { status, body } = run();
  return status < 300 ? afterwards(person, form) : refused(person, body);
}

/** Making, seeing, changing, answering and deleting one event. */
export const eventPages = [
  faceRoute('GET', '/u/{account}/new', (face, request, args) => {
    const person = personOf(face, args);
    const asked = queryValue(request, 'date') ?? '';
    const date = isDate(asked) ? asked : wallInZone(face.google.now(), person.account.timeZone).slice(0, 10);
    const fields = eventFields(person, emptyValues(date), person.account.email);
    return html(200, page('New event', markup`${back(person)}<h1>New event</h1><form method="post">${fields}<div class="actions"><button class="main">Save</button></div></form>`));
  }),
  faceRoute('POST', '/u/{account}/new', (face, request, args) => {
    const person = personOf(face, args);
    const form = new URLSearchParams(request.body);
    const query = { sendUpdates: form.get('sendUpdates') ?? 'all' };
    const { status, body } = person.call('POST', eventsPath(form.get('calendar') ?? 'primary'), { query, body: bodyOf(form, person) });
    return status === 200 ? afterwards(person, form) : refused(person, body);
  }),
  faceRoute('GET', '/u/{account}/event', (face, request, args) => {
    const person = personOf(face, args);
    const calendarId = queryValue(request, 'calendar') ?? 'primary';
    return html(200, showEvent(person, calendarId, readEvent(person, calendarId, queryValue(request, 'id') ?? '')));
  }),
  faceRoute('POST', '/u/{account}/event', (face, request, args) => act(personOf(face, args), new URLSearchParams(request.body))),
];
