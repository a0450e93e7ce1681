import type { Caller } from '@portal-sync/contracts';
import { expect, test } from 'vitest';
import { seenBy, SHARES_BUSY, type Seen, type SeenRecord, type Sharing } from './seen-by.ts';

const person = (userId: string, role: 'admin' | 'staff' | 'client' | 'prospect', contactId?: string, agencyId = 'north'): Caller => ({
  kind: 'user', agencyId, userId, role, contactId,
});
const ADMIN = person('ada', 'admin');
const HOST = person('hal', 'staff');
const TEAM = person('tim', 'staff');
const CLIENT = person('cleo', 'client', 'contact-cleo');
const PROSPECT = person('pia', 'prospect', 'contact-pia');
const PLATFORM: Caller = { kind: 'platform', agencyId: 'north', clientId: 'crm' };

const record = (kind: SeenRecord['kind'], fromGoogle: boolean, more: Partial<SeenRecord> = {}): SeenRecord => ({
  kind, agencyId: 'north', userIds: ['hal'], contactId: kind === 'appointment' ? 'contact-cleo' : null, fromGoogle, ofClient: false, ...more,
});

const MADE_HERE = record('appointment', false);
const FROM_GOOGLE = record('appointment', true);
const BLOCK = record('busy-block', true);
const RUN = record('run', false);
const PUSHED = record('run-record', false);
const PULLED = record('run-record', true);
const CONFLICT = record('conflict', true);

// The whole table: what each caller sees of what belongs to Hal, whose client is Cleo.
const TABLE: readonly [string, SeenRecord, Record<'host' | 'team' | 'admin' | 'client' | 'prospect' | 'platform', Seen>][] = [
  ['an appointment made here', MADE_HERE, { host: 'details', team: 'details', admin: 'details', client: 'details', prospect: 'nothing', platform: 'details' }],
  ['an appointment made from a Google event', FROM_GOOGLE, { host: 'details', team: 'busy', admin: 'busy', client: 'details', prospect: 'nothing', platform: 'details' }],
  ['a busy block', BLOCK, { host: 'details', team: 'busy', admin: 'busy', client: 'nothing', prospect: 'nothing', platform: 'busy' }],
  ['a run', RUN, { host: 'details', team: 'nothing', admin: 'details', client: 'nothing', prospect: 'nothing', platform: 'details' }],
  ['a record about an appointment made here', PUSHED, { host: 'details', team: 'nothing', admin: 'details', client: 'nothing', prospect: 'nothing', platform: 'details' }],
  ['a record about a Google event', PULLED, { host: 'details', team: 'nothing', admin: 'busy', client: 'nothing', prospect: 'nothing', platform: 'busy' }],
  ['a conflict with a value from Google', CONFLICT, { host: 'details', team: 'nothing', admin: 'busy', client: 'nothing', prospect: 'nothing', platform: 'busy' }],
];
const VIEWERS = { host: HOST, team: TEAM, admin: ADMIN, client: CLIENT, prospect: PROSPECT, platform: PLATFORM } as const;

test.each(TABLE)('J06: who sees %s', (_name, what, expected) => {
  expect(Object.fromEntries(Object.entries(VIEWERS).map(([name, viewer]) => [name, seenBy(viewer, what)]))).toEqual(expected);
});

test('P01: nobody of another agency and nobody without a token sees anything of any kind', () => {
  const strangers: Caller[] = [
    { kind: 'anyone' },
    person('hal', 'staff', undefined, 'south'),
    person('ada', 'admin', undefined, 'south'),
    person('cleo', 'client', 'contact-cleo', 'south'),
    { kind: 'platform', agencyId: 'south', clientId: 'crm' },
  ];
  for (const [, what] of TABLE) for (const stranger of strangers) expect(seenBy(stranger, what)).toBe('nothing');
});

test('our own services read everything', () => {
  for (const [, what] of TABLE) expect(seenBy({ kind: 'service', name: 'trigger' }, what)).toBe('details');
});

test('a person who shares details shares them with teammates, or only with those named', () => {
  const all: Sharing = { ...SHARES_BUSY, teammatesSee: 'details' };
  const tim: Sharing = { ...SHARES_BUSY, detailsForUserIds: ['tim'] };
  expect([seenBy(TEAM, BLOCK, all), seenBy(ADMIN, FROM_GOOGLE, all)]).toEqual(['details', 'details']);
  expect([seenBy(TEAM, BLOCK, tim), seenBy(ADMIN, BLOCK, tim), seenBy(CLIENT, BLOCK, all)]).toEqual(['details', 'busy', 'nothing']);
});

test("nothing of a client's calendar is shown to the agency, whatever is shared", () => {
  const block = record('busy-block', true, { userIds: ['cleo'], ofClient: true });
  const all: Sharing = { ...SHARES_BUSY, teammatesSee: 'details' };
  for (const viewer of [ADMIN, TEAM, PLATFORM, PROSPECT]) expect(seenBy(viewer, block, all)).toBe('nothing');
  expect(seenBy(CLIENT, block, all)).toBe('details');
  expect(seenBy(ADMIN, record('run-record', true, { userIds: ['cleo'], ofClient: true }), all)).toBe('busy');
});

test('a client without a contact sees no appointment, not even one without a client', () => {
  expect(seenBy(person('new', 'prospect'), record('appointment', false, { contactId: null }))).toBe('nothing');
});
