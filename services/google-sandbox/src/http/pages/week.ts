import { html, queryValue } from '../plain.ts';
import type { PlainRequest } from '../plain.ts';
import { faceRoute } from '../route.ts';
import type { Face } from '../route.ts';
import { addDays, isDate } from '../../core/time/event-time.ts';
import { formatInZone, wallInZone } from '../../core/time/zone.ts';
import { markup, page } from './html.ts';
import type { Html } from './html.ts';
import { eventsPath, personOf } from './person.ts';
import type { Person, ShownCalendar, ShownEvent } from './person.ts';

interface Placed {
  readonly event: ShownEvent;
  readonly calendar: ShownCalendar;
  /** First and last day it stands on, in the person's zone. */
  readonly from: string;
  readonly to: string;
  readonly time: string;
}

function place(event: ShownEvent, calendar: ShownCalendar, zone: string): Placed {
  if (event.start.date !== undefined) return { event, calendar, from: event.start.date, to: addDays(event.end.date ?? event.start.date, -1), time: '' };
  const start = wallInZone(Date.parse(event.start.dateTime ?? ''), zone);
  const end = wallInZone(Date.parse(event.end.dateTime ?? '') - 1, zone);
  return { event, calendar, from: start.slice(0, 10), to: end.slice(0, 10), time: start.slice(11, 16) };
}

function read(person: Person, from: string, days: number): Placed[] {
  const zone = person.account.timeZone;
  const query = { singleEvents: 'true', maxResults: '2500', timeMin: formatInZone(Date.parse(from) - 86_400_000, zone), timeMax: formatInZone(Date.parse(addDays(from, days)) + 86_400_000, zone) };
  return person.calendars().flatMap((calendar) => {
    const { items = [] } = person.call('GET', eventsPath(calendar.id), { query }).body as { items?: ShownEvent[] };
    return items.map((event) => place(event, calendar, zone));
  });
}

function card(person: Person, placed: Placed): Html {
  const { event, calendar, time } = placed;
  const link = `${person.home}/event?calendar=${encodeURIComponent(calendar.id)}&id=${encodeURIComponent(event.id)}`;
  const mine = event.attendees?.find((row) => row.self)?.responseStatus;
  const classes = `card${mine === 'declined' ? ' declined' : ''}${mine === 'needsAction' ? ' unanswered' : ''}`;
  return markup`<a class="${classes}" style="border-left-color:${calendar.backgroundColor}" href="${link}"><span class="dim">${time || 'all day'}</span> ${event.summary ?? (event.visibility === 'private' ? 'Busy' : '(No title)')}</a>`;
}

function dayColumn(person: Person, date: string, all: readonly Placed[], today: string): Html {
  const here = all.filter((one) => one.from <= date && one.to >= date).sort((a, b) => a.time.localeCompare(b.time));
  const title = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(Date.parse(date));
  return markup`<section class="day${date === today ? ' today' : ''}"><h2><a href="${person.home}/new?date=${date}" title="New event on ${title}">${title}</a></h2>${here.map((one) => card(person, one))}</section>`;
}

const span = (from: string, to: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).formatRange(Date.parse(from), Date.parse(to));

const STYLE = `
nav{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap;margin-bottom:1rem}nav .grow{flex:1}nav h1{font-size:1.25rem;margin:0}.days{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));border:1px solid var(--line);border-radius:.5rem}
.days.list{grid-template-columns:1fr}.day{padding:.5rem;border-left:1px solid var(--line);min-height:14rem}.day:first-child{border-left:0}.list .day{min-height:0;border-left:0;border-top:1px solid var(--line)}
.day h2{font-size:.875rem;font-weight:500;margin:0 0 .5rem}.day h2 a{color:var(--dim);text-decoration:none}.today h2 a{color:var(--blue);font-weight:700}
.card{display:block;border-left:.35rem solid;background:var(--soft);border-radius:.25rem;padding:.25rem .4rem;margin:.25rem 0;color:var(--ink);text-decoration:none;overflow-wrap:anywhere;font-size:.9rem}
.declined{text-decoration:line-through;opacity:.7}.unanswered{outline:1px dashed var(--dim)}.legend{display:flex;gap:1rem;flex-wrap:wrap}.legend i{display:inline-block;width:.8rem;height:.8rem;border-radius:.2rem;margin-right:.3rem}
@media (max-width:50rem){.days{grid-template-columns:1fr}.day{min-height:0;border-left:0;border-top:1px solid var(--line)}}
`;

/** The page looks every two seconds whether anything changed, and only then reads itself again. */
const pulse = (person: Person, mark: string): string =>
  `const seen=${JSON.stringify(mark)};setInterval(async()=>{try{const r=await fetch(${JSON.stringify(`${person.home}/pulse`)});if((await r.text())!==seen)location.reload()}catch{}},2000)`;

/** A mark that moves with every change in any calendar of this person. */
function markOf(face: Face, person: Person): string {
  return person.calendars().map(({ id }) => `${id}:${face.google.world.state.calendars.get(id)?.seq}`).join(' ');
}

function show(face: Face, request: PlainRequest, person: Person): string {
  const today = wallInZone(face.google.now(), person.account.timeZone).slice(0, 10);
  const asked = queryValue(request, 'date');
  const date = asked !== undefined && isDate(asked) ? asked : today;
  const list = queryValue(request, 'view') === 'list';
  const monday = addDays(date, -((new Date(Date.parse(date)).getUTCDay() + 6) % 7));
  const from = list ? date : monday;
  const days = list ? 31 : 7;
  const all = read(person, from, days);
  const dates = Array.from({ length: days }, (_, n) => addDays(from, n)).filter((one) => !list || all.some((placed) => placed.from <= one && placed.to >= one));
  const view = list ? '&view=list' : '';
  const at = (day: string) => `${person.home}?date=${day}${view}`;
  const legend = person.calendars().map((calendar) => markup`<span><i style="background:${calendar.backgroundColor}"></i>${calendar.summary}${calendar.accessRole === 'owner' ? '' : ` (${calendar.accessRole})`}</span>`);
  const body = markup`<nav><strong class="grow">${person.account.name} <span class="dim">${person.account.email}</span></strong>
    <a href="/">Other account</a><a href="${person.home}/mail">Mail</a><a href="${person.home}/permissions">Apps with access</a></nav>
    <nav><a class="button main" href="${person.home}/new?date=${date}">New event</a><a class="button" href="${at(addDays(from, -7))}" aria-label="Earlier">&lt;</a><a class="button" href="${at(today)}">Today</a>
    <a class="button" href="${at(addDays(from, 7))}" aria-label="Later">&gt;</a><h1 class="grow">${span(from, addDays(from, days - 1))}</h1>
    <a class="button" href="${person.home}?date=${date}${list ? '' : '&view=list'}">${list ? 'Week' : 'List'}</a></nav>
    <p class="legend">${legend}</p><div class="days${list ? ' list' : ''}">${dates.map((one) => dayColumn(person, one, all, today))}</div>`;
  return page('Calendar', body, { wide: true, style: STYLE, script: pulse(person, markOf(face, person)) });
}

/** A person's calendars, by the week or as a list. */
export const weekPages = [
  faceRoute('GET', '/u/{account}', (face, request, args) => html(200, show(face, request, personOf(face, args)))),
  faceRoute('GET', '/u/{account}/pulse', (face, _, args) => ({
    status: 200,
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'cache-control': 'no-store' },
    body: markOf(face, personOf(face, args)),
  })),
];
