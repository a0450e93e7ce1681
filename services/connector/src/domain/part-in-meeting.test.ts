import { describe, expect, test } from 'vitest';
import { leavesAsHost, partInMeeting, type PartAsk } from './part-in-meeting.ts';

describe('what a copy of a known meeting makes of its person', () => {
  const ask: PartAsk = {
    appointment: { hostUserId: 'hal', staffUserIds: [], organizedElsewhere: true },
    seen: { status: 'confirmed', ownResponse: 'needs-action', organizer: { self: false } },
    userId: 'tim', ofStaff: true, direction: 'bidirectional', joined: false,
  };
  const withTim = { ...ask.appointment, staffUserIds: ['tim'] };
  const cancelled = { ...ask.seen, status: 'cancelled' } as const;
  const declined = { ...ask.seen, ownResponse: 'declined' } as const;
  const organizer = { ...ask.seen, ownResponse: null, organizer: { self: true } };
  test.each([
    ['a colleague who is invited', {}, 'joins'],
    ['one who is staff of it already', { appointment: withTim }, 'stays'],
    ['its host', { userId: 'hal' }, 'stays'],
    ['a client', { ofStaff: false }, 'stays'],
    ['one who declined before we saw it', { seen: declined }, 'stays'],
    ['one who joined and declines', { seen: declined, appointment: withTim, joined: true }, 'leaves'],
    ['one who joined and deletes it', { seen: cancelled, appointment: withTim, joined: true }, 'leaves'],
    ['one whom somebody here made staff deletes it', { seen: cancelled, appointment: withTim }, 'stays'],
    ['the organizer', { seen: organizer }, 'hosts'],
    ['the organizer, staff of it so far', { seen: organizer, appointment: withTim, joined: true }, 'hosts'],
    ['the organizer whose calendar is only read for blocking', { seen: organizer, direction: 'to-google' }, 'joins'],
    ['the organizer of what is ours already', { seen: organizer, appointment: { ...ask.appointment, organizedElsewhere: false } }, 'joins'],
  ] as const)('%s', (_name, more, part) => expect(partInMeeting({ ...ask, ...more })).toBe(part));
});

describe('does the host leave a meeting of somebody else\'s', () => {
  const base = { exists: true } as never;
  const link = { kind: 'host', origin: 'theirs', base } as const;
  const seen = { status: 'confirmed', ownResponse: null, isPrivate: false } as const;
  const deleted = { ...seen, status: 'cancelled' } as const;
  test.each([
    ['deleted', link, deleted, true],
    ['declined', link, { ...seen, ownResponse: 'declined' }, true],
    ['made private', link, { ...seen, isPrivate: true }, true],
    ['answered', link, { ...seen, ownResponse: 'accepted' }, false],
    ['an event of ours', { ...link, origin: 'ours' }, deleted, false],
    ['a guest', { ...link, kind: 'participant' }, deleted, false],
    ['gone before', { ...link, base: { exists: false } as never }, deleted, false],
  ] as const)('%s', (_name, of, now, leaves) => expect(leavesAsHost(of, now)).toBe(leaves));
});
