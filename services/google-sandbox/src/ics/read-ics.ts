import ICAL from 'ical.js';
import { addDays } from '../core/time/event-time.ts';
import { isZone } from '../core/time/zone.ts';

type Wire = Record<string, unknown>;

/** One event of an .ics file in the words of events.import, with the occurrences that differ from it. */
export interface IcsEvent {
  readonly wire: Wire;
  readonly overrides: readonly { readonly original: Wire; readonly wire: Wire }[];
}

/** A time as the API takes it. A zone only the file knows is worked out to the instant it means. */
function timeOf(component: ICAL.Component, name: string, fallbackZone: string): Wire | undefined {
  const property = component.getFirstProperty(name);
  const value = property?.getFirstValue() as ICAL.Time | undefined;
  if (!property || !value) return undefined;
  if (value.isDate) return { date: value.toString().slice(0, 10) };
  const wall = value.toString().slice(0, 19);
  if (value.zone === ICAL.Timezone.utcTimezone) return { dateTime: `${wall}Z`, timeZone: fallbackZone };
  const named = property.getFirstParameter('tzid');
  if (named && isZone(named)) return { dateTime: wall, timeZone: named };
  if (named && value.zone && value.zone !== ICAL.Timezone.localTimezone) return { dateTime: value.toJSDate().toISOString(), timeZone: fallbackZone };
  return { dateTime: wall, timeZone: fallbackZone };
}

/** DTEND, or DTSTART and DURATION, or Google's own guess: a day for a date, an hour for a time. */
function endOf(component: ICAL.Component, start: Wire, zone: string): Wire {
  const end = timeOf(component, 'dtend', zone);
  if (end) return end;
  const duration = component.getFirstPropertyValue('duration') as ICAL.Duration | null;
  if (typeof start['date'] === 'string') return { date: addDays(start['date'], Math.max(1, Math.round((duration?.toSeconds() ?? 86_400) / 86_400))) };
  const value = component.getFirstPropertyValue('dtstart') as ICAL.Time;
  const later = value.clone();
  later.addDuration(duration ?? ICAL.Duration.fromSeconds(3600));
  const wall = later.toString().slice(0, 19);
  return { dateTime: value.zone === ICAL.Timezone.utcTimezone ? `${wall}Z` : wall, timeZone: start['timeZone'] };
}

const textOf = (component: ICAL.Component, name: string): string | undefined => {
  const value = component.getFirstPropertyValue(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const PARTSTAT: Record<string, string> = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' };
const VISIBILITY: Record<string, string> = { PRIVATE: 'private', CONFIDENTIAL: 'confidential', PUBLIC: 'public' };

function personOf(property: ICAL.Property): { email: string; displayName?: string } {
  const email = String(property.getFirstValue()).replace(/^mailto:/i, '');
  const name = property.getFirstParameter('cn');
  return { email, ...(name ? { displayName: name } : {}) };
}

function linesOf(component: ICAL.Component): string[] | undefined {
  const lines = ['rrule', 'exrule', 'rdate', 'exdate'].flatMap((name) => component.getAllProperties(name).map((property) => property.toICALString()));
  return lines.length > 0 ? lines : undefined;
}

function wireOf(component: ICAL.Component, zone: string): Wire {
  const start = timeOf(component, 'dtstart', zone);
  if (!start) throw new Error('an event has no DTSTART');
  const organizer = component.getFirstProperty('organizer');
  const attendees = component.getAllProperties('attendee').map((property) => ({
    ...personOf(property),
    responseStatus: PARTSTAT[property.getFirstParameter('partstat')?.toUpperCase() ?? ''] ?? 'needsAction',
    ...(property.getFirstParameter('role')?.toUpperCase() === 'OPT-PARTICIPANT' ? { optional: true } : {}),
  }));
  const wire: Wire = {
    summary: textOf(component, 'summary'),
    description: textOf(component, 'description'),
    location: textOf(component, 'location'),
    start,
    end: endOf(component, start, zone),
    recurrence: linesOf(component),
    status: textOf(component, 'status')?.toLowerCase(),
    transparency: textOf(component, 'transp')?.toUpperCase() === 'TRANSPARENT' ? 'transparent' : undefined,
    visibility: VISIBILITY[textOf(component, 'class')?.toUpperCase() ?? ''],
    sequence: component.getFirstPropertyValue('sequence') ?? undefined,
    organizer: organizer ? personOf(organizer) : undefined,
    attendees: attendees.length > 0 ? attendees : undefined,
  };
  return Object.fromEntries(Object.entries(wire).filter(([, value]) => value !== undefined));
}

/** Reads an .ics text. Throws with a plain sentence if it cannot be read. */
export function readIcs(text: string, zone: string): IcsEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const component of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(component);
  const found = new Map<string, { wire?: Wire; overrides: { original: Wire; wire: Wire }[] }>();
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const uid = textOf(component, 'uid');
    if (uid === undefined) throw new Error('an event has no UID');
    const entry = found.get(uid) ?? { overrides: [] };
    found.set(uid, entry);
    const original = timeOf(component, 'recurrence-id', zone);
    if (original) entry.overrides.push({ original, wire: wireOf(component, zone) });
    else entry.wire = { iCalUID: uid, ...wireOf(component, zone) };
  }
  // An invitation to a single occurrence comes without its series: it stands as an event of its own.
  return [...found].map(([uid, { wire, overrides }]) =>
    wire ? { wire, overrides } : { wire: { iCalUID: uid, ...overrides[0]?.wire }, overrides: [] },
  );
}
