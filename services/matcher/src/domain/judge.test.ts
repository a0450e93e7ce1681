import type { EventToJudge, Mode } from '@portal-sync/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Known } from './classify.ts';
import { judge } from './judge.ts';

const OWN = 'staff@studio.example';
const MATE = 'mate@studio.example';
const KNOWN = 'kim@client.example';
const KNOWN_TOO = 'lee@client.example';
const NEW = 'new@client.example';
const NEW_TOO = 'other@client.example';
const GONE = 'erased@client.example';
const ROOM = 'c_12@resource.calendar.google.com';
const LIST = 'family@group.calendar.google.com';
const GROUP = 'everyone@googlegroups.com';
const BAD = 'spam@blocked.example';

const known: Known = { contacts: new Map([[KNOWN, 'c-kim'], [KNOWN_TOO, 'c-lee']]), suppressed: new Set([GONE]) };

type Policy = EventToJudge['policy'];
interface Change {
  guests?: readonly (string | Partial<EventToJudge['guests'][number]>)[];
  policy?: Partial<Policy>;
  event?: Partial<EventToJudge>;
}

const guest = (given: string | Partial<EventToJudge['guests'][number]>): EventToJudge['guests'][number] => ({
  address: '', name: null, self: false, resource: false, organizer: false, response: 'needs-action',
  ...(typeof given === 'string' ? { address: given } : given),
});

const event = (mode: Mode, change: Change = {}): EventToJudge => ({
  eventId: 'e1', etag: '"1"', connectionId: 'k1', userId: 'u1', googleCalendarId: 'g1', status: 'confirmed',
  when: { start: '2026-05-04T10:00:00+02:00', end: '2026-05-04T11:00:00+02:00', zone: 'Europe/Stockholm' },
  ownResponse: null,
  organizer: { address: OWN, self: true },
  guests: (change.guests ?? []).map(guest),
  policy: {
    settingsVersion: 1, mode, createAppointments: true, syncAllDay: false, group: null, ownAddresses: [OWN], teamAddresses: [MATE],
    backFill: { isBackFill: false, contacts: false, triggers: false }, foldPlusTags: false, blocklist: ['@blocked.example', 'Nobody@Client.example'],
    ...change.policy,
  },
  ...change.event,
});

/** What one row says must come out. `matched` and `created` are in the order of the guests. */
interface Row {
  is: 'appointment' | 'busy' | 'none';
  fires?: boolean;
  matched?: readonly string[];
  created?: readonly string[];
  because?: string;
}

function check(given: EventToJudge, row: Row): void {
  const verdict = judge(given, known);
  expect({
    is: verdict.outcome,
    fires: verdict.fires,
    matched: verdict.guests.flatMap((one) => (one.contactId === null ? [] : [one.contactId])),
    created: verdict.create.map((one) => one.address),
  }).toEqual({ is: row.is, fires: row.fires ?? false, matched: row.matched ?? [], created: row.created ?? [] });
  if (row.because !== undefined) expect(verdict.reasons).toContain(row.because);
}

const table = (rows: readonly (readonly [string, EventToJudge, Row])[]) => it.each(rows)('%s', (_rule, given, row) => check(given, row));

describe('the table of modes', () => {
  table([
    ['I01 one-way, known guest: grey, nothing matched', event('one-way', { guests: [KNOWN] }), { is: 'busy', because: 'one-way' }],
    ['I01 one-way, unknown guest: grey, nothing created', event('one-way', { guests: [NEW] }), { is: 'busy', because: 'one-way' }],
    ['one-way, no guest: grey', event('one-way'), { is: 'busy', because: 'one-way' }],
    ['two-way, known guest: matched, fires', event('two-way', { guests: [KNOWN] }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
    ['two-way, unknown guest: created, fires', event('two-way', { guests: [NEW] }), { is: 'appointment', fires: true, created: [NEW] }],
    ['two-way, both', event('two-way', { guests: [NEW, KNOWN] }), { is: 'appointment', fires: true, matched: ['c-kim'], created: [NEW] }],
    ['two-way, no guest: an appointment without a contact', event('two-way'), { is: 'appointment', fires: true, because: 'no-guests' }],
    ['I04 smart, a guest is known: matched, fires', event('smart', { guests: [KNOWN] }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
    ['I09 smart, one known and one not: the known alone', event('smart', { guests: [NEW, KNOWN] }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
    ['smart, nobody known: grey', event('smart', { guests: [NEW] }), { is: 'busy', because: 'unknown-guests' }],
    ['smart, no guest: grey', event('smart'), { is: 'busy', because: 'no-guests' }],
    ['disable-trigger, known guest: matched, silent', event('disable-trigger', { guests: [KNOWN] }), { is: 'appointment', matched: ['c-kim'], because: 'triggers-off' }],
    ['I06 disable-trigger, unknown guest: created, silent', event('disable-trigger', { guests: [NEW] }), { is: 'appointment', created: [NEW] }],
    ['disable-trigger, no guest: an appointment without a contact, silent', event('disable-trigger'), { is: 'appointment', because: 'no-guests' }],
  ]);
});

describe('who is never a contact', () => {
  table([
    ['I07 the account itself, by Google’s flag', event('two-way', { guests: [{ address: 'alias@studio.example', self: true }] }), { is: 'appointment', fires: true }],
    ['I07 the account itself, by its address in another spelling', event('two-way', { guests: ['Staff@STUDIO.example'] }), { is: 'appointment', fires: true }],
    ['I07 a teammate', event('two-way', { guests: [MATE] }), { is: 'appointment', fires: true, because: 'no-guests' }],
    ['I07 a room, by Google’s flag', event('two-way', { guests: [{ address: 'room@studio.example', resource: true }] }), { is: 'appointment', fires: true }],
    ['I07 a room, by its domain', event('two-way', { guests: [ROOM] }), { is: 'appointment', fires: true }],
    ['H12 a calendar’s address', event('two-way', { guests: [LIST] }), { is: 'appointment', fires: true }],
    ['H12 a mailing list', event('two-way', { guests: [GROUP] }), { is: 'appointment', fires: true }],
    ['a guest without an address', event('two-way', { guests: [{ address: '', name: 'Kim' }] }), { is: 'appointment', fires: true }],
    ['a blocked domain', event('two-way', { guests: [BAD] }), { is: 'appointment', fires: true, because: 'no-guests' }],
    ['a subdomain of a blocked domain is another domain', event('two-way', { guests: ['a@sub.blocked.example'] }), { is: 'appointment', fires: true, created: ['a@sub.blocked.example'] }],
    ['a blocked address', event('two-way', { guests: ['nobody@client.example'] }), { is: 'appointment', fires: true }],
    ['an erased contact: grey, since an appointment would keep the guest list', event('two-way', { guests: [GONE] }), { is: 'busy', because: 'suppressed' }],
    ['an erased contact beside a known one', event('two-way', { guests: [GONE, KNOWN] }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
    ['smart: a teammate alone does not make an event an appointment', event('smart', { guests: [MATE] }), { is: 'busy', because: 'no-guests' }],
  ]);
});

describe('one contact per mailbox', () => {
  const folding = { foldPlusTags: true };
  table([
    ['the same guest twice', event('two-way', { guests: [NEW, ' NEW@client.example '] }), { is: 'appointment', fires: true, created: [NEW] }],
    ['I21 a plus tag is the same mailbox where the agency says so', event('two-way', { guests: [NEW, 'new+cal@client.example'], policy: folding }), { is: 'appointment', fires: true, created: [NEW] }],
    ['a plus tag is another mailbox otherwise', event('two-way', { guests: [NEW, 'new+cal@client.example'] }), { is: 'appointment', fires: true, created: [NEW, 'new+cal@client.example'] }],
    ['a plus tag of our own address is our own where tags are folded', event('two-way', { guests: ['staff+x@studio.example'], policy: folding }), { is: 'appointment', fires: true }],
    ['the organizer who is on no guest list counts as a guest', event('smart', { guests: [{ address: OWN, self: true }], event: { organizer: { address: KNOWN, self: false }, ownResponse: 'needs-action' } }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
  ]);
});

describe('gates before the guests are looked at', () => {
  const allDay = { when: { allDay: true as const, from: '2026-05-04', toExclusive: '2026-05-05' } };
  table([
    ['create appointments is off: grey in any mode', event('two-way', { guests: [NEW], policy: { createAppointments: false } }), { is: 'busy', because: 'create-off' }],
    ['an all-day event while all-day events are off', event('two-way', { guests: [KNOWN], event: allDay }), { is: 'busy', because: 'all-day-off' }],
    ['an all-day event while they are on', event('two-way', { guests: [KNOWN], event: allDay, policy: { syncAllDay: true } }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
    ['declined by us', event('two-way', { guests: [KNOWN], event: { ownResponse: 'declined' } }), { is: 'busy', because: 'declined' }],
    ['cancelled', event('two-way', { guests: [KNOWN], event: { status: 'cancelled' } }), { is: 'none', because: 'cancelled' }],
  ]);
});

describe('an organizer nobody knows', () => {
  const invited = (address: string | null, ownResponse: EventToJudge['ownResponse']) => ({ organizer: { address, self: false }, ownResponse });
  table([
    ['I17 two-way, not accepted: no contact, grey', event('two-way', { guests: [NEW, OWN], event: invited(NEW, 'needs-action') }), { is: 'busy', because: 'organizer-not-accepted' }],
    ['I17 nor do the other guests become contacts', event('two-way', { guests: [NEW_TOO], event: invited(NEW, 'tentative') }), { is: 'busy', because: 'organizer-not-accepted' }],
    ['I17 nor in disable-trigger', event('disable-trigger', { guests: [NEW], event: invited(NEW, 'needs-action') }), { is: 'busy' }],
    ['a hidden organizer is unknown', event('two-way', { guests: [NEW], event: invited(null, 'needs-action') }), { is: 'busy' }],
    ['a guest list that hides us is not an acceptance', event('two-way', { guests: [NEW], event: invited(NEW, null) }), { is: 'busy' }],
    ['accepted: a contact like any', event('two-way', { guests: [NEW], event: invited(NEW, 'accepted') }), { is: 'appointment', fires: true, created: [NEW] }],
    ['a known organizer needs no acceptance', event('two-way', { guests: [NEW], event: invited(KNOWN, 'needs-action') }), { is: 'appointment', fires: true, matched: ['c-kim'], created: [NEW] }],
    ['a teammate as organizer needs none', event('two-way', { guests: [NEW], event: invited(MATE, 'needs-action') }), { is: 'appointment', fires: true, created: [NEW] }],
    ['a known guest of a stranger’s invitation is matched, the unknown is not created', event('two-way', { guests: [NEW, KNOWN], event: invited('x@stranger.example', null) }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
  ]);
});

describe('a group calendar', () => {
  const group = (allowContactCreation: boolean, allowTrigger: boolean, defaultCalendarId: string | null = 'cal-1') => ({ group: { allowContactCreation, allowTrigger, defaultCalendarId } });
  table([
    ['creation on, trigger on', event('two-way', { guests: [NEW], policy: group(true, true) }), { is: 'appointment', fires: true, created: [NEW] }],
    ['creation on, trigger off', event('two-way', { guests: [NEW], policy: group(true, false) }), { is: 'appointment', created: [NEW], because: 'group-triggers-off' }],
    ['creation off: the unknown is not created, and nothing fires', event('two-way', { guests: [NEW], policy: group(false, true) }), { is: 'appointment', because: 'nobody-known' }],
    ['creation off: it fires for the known only', event('two-way', { guests: [NEW, KNOWN], policy: group(false, true) }), { is: 'appointment', fires: true, matched: ['c-kim'] }],
    ['allow trigger does not exist without a default calendar', event('two-way', { guests: [KNOWN], policy: group(true, true, null) }), { is: 'appointment', matched: ['c-kim'], because: 'group-triggers-off' }],
    ['the switches add nothing to smart', event('smart', { guests: [NEW], policy: group(true, true) }), { is: 'busy' }],
    ['the switches do not wake disable-trigger', event('disable-trigger', { guests: [KNOWN], policy: group(true, true) }), { is: 'appointment', matched: ['c-kim'] }],
    ['the switches add nothing to one-way', event('one-way', { guests: [NEW], policy: group(true, true) }), { is: 'busy' }],
  ]);
});

describe('a first import', () => {
  const backFill = (contacts: boolean, triggers: boolean) => ({ backFill: { isBackFill: true, contacts, triggers } });
  table([
    ['I12 creates no contact and fires nothing', event('two-way', { guests: [NEW], policy: backFill(false, false) }), { is: 'appointment', because: 'back-fill' }],
    ['I12 matches whom we know, silently', event('smart', { guests: [KNOWN], policy: backFill(false, false) }), { is: 'appointment', matched: ['c-kim'] }],
    ['I12 contacts chosen', event('two-way', { guests: [NEW], policy: backFill(true, false) }), { is: 'appointment', created: [NEW] }],
    ['I12 both chosen', event('two-way', { guests: [NEW], policy: backFill(true, true) }), { is: 'appointment', fires: true, created: [NEW] }],
    ['I11 a change of mode is a back-fill like any', event('two-way', { guests: [NEW, KNOWN], policy: backFill(false, false) }), { is: 'appointment', matched: ['c-kim'] }],
    ['what the mode does not do is not chosen either', event('one-way', { guests: [NEW], policy: backFill(true, true) }), { is: 'busy' }],
  ]);
});

it('each guest has its own word', () => {
  const guests = [OWN, MATE, ROOM, LIST, BAD, GONE, KNOWN, NEW, 'no address'];
  const words = (given: EventToJudge) => judge(given, known).guests.map((one) => one.verdict);
  expect(words(event('two-way', { guests }))).toEqual(['self', 'teammate', 'room', 'group-address', 'blocked', 'suppressed', 'known', 'created', 'no-address']);
  expect(words(event('smart', { guests: [NEW, KNOWN] }))).toEqual(['ignored', 'known']);
  expect(words(event('two-way', { guests: [NEW], policy: { group: { allowContactCreation: false, allowTrigger: false, defaultCalendarId: null } } }))).toEqual(['creation-off']);
  expect(words(event('two-way', { guests: [NEW], policy: { backFill: { isBackFill: true, contacts: false, triggers: true } } }))).toEqual(['not-back-filled']);
  expect(words(event('two-way', { guests: [NEW], event: { organizer: { address: NEW, self: false } } }))).toEqual(['organizer-not-accepted']);
});

describe('whatever the event', () => {
  const addresses = [OWN, MATE, KNOWN, KNOWN_TOO, NEW, NEW_TOO, GONE, ROOM, LIST, BAD, 'new+a@client.example', 'no address'];
  const anyEvent = fc
    .record({
      mode: fc.constantFrom<Mode>('one-way', 'two-way', 'smart', 'disable-trigger'),
      guests: fc.array(fc.constantFrom(...addresses), { maxLength: 6 }),
      group: fc.option(fc.record({ allowContactCreation: fc.boolean(), allowTrigger: fc.boolean(), defaultCalendarId: fc.constantFrom('cal-1', null) }), { nil: null }),
      backFill: fc.record({ isBackFill: fc.boolean(), contacts: fc.boolean(), triggers: fc.boolean() }),
      createAppointments: fc.boolean(),
      syncAllDay: fc.boolean(),
      foldPlusTags: fc.boolean(),
      allDay: fc.boolean(),
      status: fc.constantFrom('confirmed' as const, 'tentative' as const, 'cancelled' as const),
      ownResponse: fc.constantFrom('needs-action' as const, 'accepted' as const, 'declined' as const, null),
      organizer: fc.constantFrom({ address: OWN, self: true }, { address: NEW, self: false }, { address: KNOWN, self: false }, { address: null, self: false }),
    })
    .map(({ mode, guests, allDay, status, ownResponse, organizer, ...policy }) =>
      event(mode, {
        guests, policy,
        event: { status, ownResponse, organizer, ...(allDay ? { when: { allDay: true as const, from: '2026-05-04', toExclusive: '2026-05-05' } } : {}) },
      }));
  const always = (rule: string, holds: (given: EventToJudge, verdict: ReturnType<typeof judge>) => boolean) =>
    it(rule, () => fc.assert(fc.property(anyEvent, (given) => holds(given, judge(given, known))), { numRuns: 500 }));

  always('only an appointment fires', (_given, verdict) => !verdict.fires || verdict.outcome === 'appointment');
  always('only an appointment makes or matches contacts', (_given, verdict) =>
    verdict.outcome === 'appointment' || (verdict.create.length === 0 && verdict.guests.every((one) => one.contactId === null)));
  always('one-way never creates a contact, never fires, is never an appointment', ({ policy }, verdict) =>
    policy.mode !== 'one-way' || (verdict.create.length === 0 && !verdict.fires && verdict.outcome !== 'appointment'));
  always('smart never creates a contact', ({ policy }, verdict) => policy.mode !== 'smart' || verdict.create.length === 0);
  always('smart makes an appointment only of somebody known', ({ policy }, verdict) =>
    policy.mode !== 'smart' || verdict.outcome !== 'appointment' || verdict.guests.some((one) => one.verdict === 'known'));
  always('disable-trigger never fires', ({ policy }, verdict) => policy.mode !== 'disable-trigger' || !verdict.fires);
  always('a back-fill does only what was chosen', ({ policy: { backFill } }, verdict) =>
    !backFill.isBackFill || ((backFill.contacts || verdict.create.length === 0) && (backFill.triggers || !verdict.fires)));
  always('a group creates only where it may', ({ policy: { group } }, verdict) => group === null || group.allowContactCreation || verdict.create.length === 0);
  always('a group fires only with its switch and a default calendar', ({ policy: { group } }, verdict) =>
    group === null || !verdict.fires || (group.allowTrigger && group.defaultCalendarId !== null));
  always('own, team, room, group, blocked and erased addresses are never created', (_given, verdict) =>
    verdict.create.every((one) => ![OWN, MATE, ROOM, LIST, BAD, GONE, KNOWN].includes(one.address)));
  always('nobody is created twice', (_given, verdict) => new Set(verdict.create.map((one) => one.address)).size === verdict.create.length);
  always('there is always a reason', (_given, verdict) => verdict.reasons.length > 0);
});
