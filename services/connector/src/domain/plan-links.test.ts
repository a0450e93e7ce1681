import { syncSettingsValues, type SyncSettingsValues } from '@portal-sync/contracts';
import { describe, expect, test } from 'vitest';
import { planLinks, type Person, type PlanAsk } from './plan-links.ts';

const settings = (more: Partial<SyncSettingsValues> = {}): SyncSettingsValues => ({ ...syncSettingsValues.parse({}), targetCalendarId: 'g-hal', ...more });
const person = (userId: string, more: Partial<Person> = {}): Person => ({
  userId, role: 'staff', contactId: null, connectionId: `${userId}-k`, account: `${userId}@gmail.com`, settings: settings({ targetCalendarId: `g-${userId}` }), ...more,
});
const hal = person('hal');
const appointment: PlanAsk['appointment'] = {
  id: 'a', calendarId: 'own-hal', type: 'meeting', when: { start: '2026-03-02T10:00:00Z', end: '2026-03-02T11:00:00Z', zone: 'UTC' },
  hostUserId: 'hal', staffUserIds: [], contactId: null, organizedElsewhere: false,
};
const link = (more: Partial<PlanAsk['links'][number]> = {}): PlanAsk['links'][number] => ({
  googleCalendarId: 'g-hal', connectionId: 'hal-k', kind: 'host', origin: 'ours', state: 'synced', base: null, ...more,
});
const plan = (more: Partial<PlanAsk> = {}) =>
  planLinks({
    appointment, people: [hal], guestAddresses: [], links: [],
    agency: { syncs: { meeting: true, call: false }, rolesThatConnect: ['admin', 'staff', 'client', 'prospect'] }, ...more,
  }).map(({ googleCalendarId, kind }) => `${googleCalendarId} ${kind}`);
const withSettings = (more: Partial<SyncSettingsValues>) => plan({ people: [person('hal', { settings: settings(more) })] });

describe('where an appointment stands', () => {
  test('in its host\'s target calendar', () => expect(plan()).toEqual(['g-hal host']));
  test('in those of the other staff and of the client, as participants', () => {
    const people = [person('tim'), person('cleo', { role: 'client', contactId: 'c' }), hal];
    expect(plan({ people, appointment: { ...appointment, staffUserIds: ['tim'], contactId: 'c' } }).sort()).toEqual(['g-cleo participant', 'g-hal host', 'g-tim participant']);
  });
  test('nowhere for who has no part in it', () => {
    expect(plan({ people: [person('tim'), person('cleo', { role: 'client', contactId: 'c' })] })).toEqual([]);
    expect(plan({ people: [person('cleo', { role: 'client', contactId: null })] })).toEqual([]);
  });
  test('once in a calendar that several share, as the host\'s', () => {
    const people = [person('tim', { settings: settings() }), hal];
    expect(plan({ people, appointment: { ...appointment, staffUserIds: ['tim'] } })).toEqual(['g-hal host']);
  });
});

describe('what rests', () => {
  const base = { exists: true } as NonNullable<PlanAsk['links'][number]['base']>;
  const rests = { googleCalendarId: 'g-old', state: 'dormant', base } as const;
  test.each([
    ['in an earlier target goes on there while its event stands', rests, ['g-old host']],
    ['and whose event is gone comes to the target', { ...rests, base: { ...base, exists: false } }, ['g-hal host']],
    ['of another connection says nothing', { ...rests, connectionId: 'other' }, ['g-hal host']],
    ['as a guest\'s copy says nothing', { ...rests, origin: 'copy' }, ['g-hal host']],
  ] as const)('%s', (_name, more, where) => expect(plan({ links: [link(more)] })).toEqual(where));
  const there = { ...rests, googleCalendarId: 'g-hal' } as const;
  const allDay = { start: '2026-03-02', end: '2026-03-03', zone: 'UTC' } as const;
  test.each([
    ['nothing is written in this direction', { direction: 'from-google' }, 'ours'],
    ['a person made it, whose platform calendar is not pushed', { platformCalendars: ['other'] }, 'theirs'],
    ['a person made it, of a type that is not synced', { syncTypes: { meeting: false } }, 'theirs'],
  ] as const)('goes on where it would have stayed: %s', (_name, more, origin) =>
    expect(plan({ people: [person('hal', { settings: settings(more as Partial<SyncSettingsValues>) })], links: [link({ ...there, origin })] })).toEqual(['g-hal host']));
  test('and is a whole day by now goes on', () =>
    expect(plan({ appointment: { ...appointment, when: allDay }, people: [person('hal', { settings: settings({ syncAllDay: false }) })], links: [link(there)] })).toEqual(['g-hal host']));
  test('in the target goes on there, whatever rests elsewhere', () => expect(plan({ links: [link(rests), link({ state: 'dormant' })] })).toEqual(['g-hal host']));
});

describe('what keeps it out', () => {
  test.each([
    ['no calendar was chosen', { targetCalendarId: null }],
    ['nothing is written in this direction', { direction: 'from-google' }],
    ['its platform calendar is not pushed', { platformCalendars: ['other'] }],
    ['this person does not sync its type', { syncTypes: { meeting: false } }],
  ] as const)('%s', (_name, more) => expect(withSettings(more as Partial<SyncSettingsValues>)).toEqual([]));

  test('the agency does not sync its type, unless the person does', () => {
    expect(plan({ appointment: { ...appointment, type: 'call' } })).toEqual([]);
    expect(plan({ appointment: { ...appointment, type: 'call' }, people: [person('hal', { settings: settings({ syncTypes: { call: true } }) })] })).toEqual(['g-hal host']);
  });
  test('whole days, unless they sync', () => {
    const day = { ...appointment, when: { allDay: true as const, from: '2026-03-02', toExclusive: '2026-03-03' } };
    expect(plan({ appointment: day })).toEqual([]);
    expect(plan({ appointment: day, people: [person('hal', { settings: settings({ syncAllDay: true }) })] })).toEqual(['g-hal host']);
  });
  test('a role that the agency excludes: nothing new, and what stands is left', () => {
    const agency = { syncs: { meeting: true }, rolesThatConnect: ['admin'] };
    expect(plan({ agency })).toEqual([]);
    expect(plan({ agency, links: [link()] })).toEqual(['g-hal host']);
  });
  test('an invitation of Google\'s own to this person, who has a copy already', () => {
    const of = { people: [hal, person('tim')], appointment: { ...appointment, staffUserIds: ['tim'] }, guestAddresses: ['tim@gmail.com'] };
    expect(plan(of)).toEqual(['g-hal host']);
    expect(plan({ ...of, links: [link({ googleCalendarId: 'g-tim', connectionId: 'tim-k' })] })).toContain('g-tim participant');
  });
  test('an outsider who organizes it', () => expect(plan({ appointment: { ...appointment, organizedElsewhere: true } })).toEqual([]));
});

describe('what stands already', () => {
  const moved = { people: [person('hal', { settings: settings({ targetCalendarId: 'g-new' }) })] };
  test('stays where it is after another target was chosen', () => expect(plan({ ...moved, links: [link()] })).toEqual(['g-hal host']));
  test('does not hold up a new one once it is gone or rests', () => {
    expect(plan({ ...moved, links: [link({ state: 'gone' })] })).toEqual(['g-new host']);
    expect(plan({ ...moved, links: [link({ state: 'dormant' })] })).toEqual(['g-new host']);
  });
  test('stays when the agency has no such type any more, and nothing new of it comes', () => {
    const agency = { syncs: { call: true }, rolesThatConnect: ['staff'] };
    expect(plan({ agency, links: [link()] })).toEqual(['g-hal host']);
    expect(plan({ agency })).toEqual([]);
  });
  test('and was made in Google stays, whatever syncs now', () => {
    const links = [link({ origin: 'theirs' })];
    expect(plan({ links, people: [person('hal', { settings: settings({ syncTypes: { meeting: false } }) })] })).toEqual(['g-hal host']);
  });
});
