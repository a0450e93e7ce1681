import { describe, expect, test } from 'vitest';
import { blocksTime } from './blocks-time.ts';
import { chooseLead, type Chooser } from './choose-lead.ts';
import { tooMuchAtOnce } from './deletion-guard.ts';
import { occurrences } from './occurrences.ts';
import { canNotify, nextPullAfter, pullPlan, type PullFacts } from './pull-plan.ts';
import { whyOnlyBlocks, type WhyAsk } from './why-only-blocks.ts';

describe('does it take time', () => {
  const when = { start: '2026-03-02T10:00:00Z', end: '2026-03-02T11:00:00Z', zone: 'UTC' };
  const item = { status: 'confirmed', transparent: false, ownResponse: null, eventType: 'default', when } as const;
  test.each([
    ['an event', {}, true],
    ['a tentative one', { status: 'tentative' }, true],
    ['not answered yet', { ownResponse: 'needs-action' }, true],
    ['J02 shown as free', { transparent: true }, false],
    ['J04 declined', { ownResponse: 'declined' }, false],
    ['cancelled', { status: 'cancelled' }, false],
    ['J11 out of office', { eventType: 'outOfOffice' }, true],
    ['J11 focus time', { eventType: 'focusTime' }, true],
    ['J11 working location', { eventType: 'workingLocation' }, false],
    ['a birthday', { eventType: 'birthday' }, false],
    ['without a time', { when: null }, false],
  ] as const)('%s: %o', (_name, more, blocks) => expect(blocksTime({ ...item, ...more })).toBe(blocks));
});

describe('why it only blocks', () => {
  const ask: WhyAsk = {
    item: { isPrivate: false, eventType: 'default', recurrence: [], recurringEventId: null, iCalUID: 'u' },
    mark: 'none', use: 'target', availabilityOnly: false, ofStaff: true, direction: 'bidirectional',
  };
  test.each([
    ['an event of the target calendar may be judged', {}, null],
    ['a mark of another agency comes before all', { mark: 'foreign', use: 'availability' }, 'foreign-mark'],
    ['an availability calendar', { use: 'availability' }, 'availability'],
    ['a calendar nobody chose any more', { use: 'draining' }, 'availability'],
    ['only times wanted', { availabilityOnly: true }, 'availability'],
    ['a client\'s calendar', { ofStaff: false }, 'availability'],
    ['nothing is taken in this direction', { direction: 'to-google' }, 'availability'],
    ['private', { item: { ...ask.item, isPrivate: true } }, 'private'],
    ['C17 an event of another kind', { item: { ...ask.item, eventType: 'fromGmail' } }, 'event-type'],
    ['a series', { item: { ...ask.item, recurrence: ['RRULE:FREQ=DAILY'] } }, 'series'],
    ['an occurrence of one', { item: { ...ask.item, recurringEventId: 'm' } }, 'series'],
    ['A11 without an iCalUID', { item: { ...ask.item, iCalUID: null } }, 'no-content'],
  ] as const)('%s', (_name, more, why) => expect(whyOnlyBlocks({ ...ask, ...(more as Partial<WhyAsk>) })).toBe(why));
});

describe('E06 too much at once', () => {
  test.each([
    [{ linked: 1_000, vanished: 25, changed: 0 }, false],
    [{ linked: 1_000, vanished: 26, changed: 0 }, true],
    [{ linked: 1_000, vanished: 13, changed: 13 }, true],
    [{ linked: 10, vanished: 4, changed: 0 }, false],
    [{ linked: 10, vanished: 5, changed: 0 }, true],
    [{ linked: 40, vanished: 12, changed: 0 }, false],
    [{ linked: 40, vanished: 13, changed: 0 }, true],
    [{ linked: 2, vanished: 2, changed: 0 }, false],
  ])('%o: %s', (count, stops) => expect(tooMuchAtOnce(count)).toBe(stops));
});

describe('who leads a calendar', () => {
  const chooser = (connectionId: string, use: Chooser['use'] = 'target', live = true): Chooser => ({ connectionId, use, live });
  const none = { connectionId: null };
  test.each([
    ['nobody chose it', [], null, none, null, 'none'],
    ['the first who did', [chooser('a'), chooser('b')], null, none, 'a', 'target'],
    ['the one who has it keeps it', [chooser('a'), chooser('b')], 'b', none, 'b', 'target'],
    ['targets go before availability', [chooser('a', 'availability'), chooser('b')], 'a', none, 'b', 'target'],
    ['who is not live does not lead', [chooser('a', 'target', false), chooser('b', 'availability')], 'a', none, 'b', 'availability'],
    ['left with links in it', [], 'a', { connectionId: 'a' }, 'a', 'draining'],
  ] as const)('%s', (_name, choosers, now, left, connectionId, use) => {
    expect(chooseLead(choosers as readonly Chooser[], now, left)).toEqual({ connectionId, use });
  });
});

describe('how changes reach us', () => {
  const facts: PullFacts = { frequency: 'realtime', canNotify: true, watch: 'on', reconcileSeconds: 10_800 };
  test.each([
    [{}, { by: 'watch', everySeconds: 10_800, because: 'watching' }],
    [{ canNotify: false }, { by: 'poll', everySeconds: 30, because: 'no-notify-address' }],
    [{ watch: 'refused' }, { by: 'poll', everySeconds: 30, because: 'cannot-be-watched' }],
    [{ frequency: '15-minutes' }, { by: 'poll', everySeconds: 900, because: 'chosen' }],
    [{ frequency: 'manual' }, { by: 'manual', everySeconds: null, because: 'manual' }],
  ] as const)('%o', (more, expected) => expect(pullPlan({ ...facts, ...more })).toEqual(expected));

  test('K12 until a channel is open we poll', () => {
    expect(nextPullAfter({ ...facts, watch: 'off' }, 0, 0.5)).toBe(30_000);
    expect(nextPullAfter(facts, 0, 0.5)).toBe(10_800_000);
    expect(nextPullAfter({ ...facts, frequency: 'manual' }, 0, 0.5)).toBeNull();
  });
  test('Google is given https addresses, and a loopback one only where it is local itself', () => {
    expect(canNotify('https://sync.example', 'https://www.googleapis.com/')).toBe(true);
    expect(canNotify('http://127.0.0.1:4402', 'http://127.0.0.1:4405/')).toBe(true);
    expect(canNotify('http://127.0.0.1:4402', 'https://www.googleapis.com/')).toBe(false);
    expect(canNotify(undefined, 'http://127.0.0.1:4405/')).toBe(false);
  });
});

describe('when a series takes time', () => {
  const window = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-05-01T00:00:00Z') };
  const weekly = { start: '2026-03-16T09:00:00+01:00', end: '2026-03-16T10:00:00+01:00', zone: 'Europe/Amsterdam' };
  const starts = (when: Parameters<typeof occurrences>[0]['when'], ...recurrence: string[]) => occurrences({ when, recurrence }, window).map((found) => found.originalStart);
  test('F16 on the same local time on both sides of a change of the clock', () => {
    expect(starts(weekly, 'RRULE:FREQ=WEEKLY;COUNT=3')).toEqual(['2026-03-16T08:00:00Z', '2026-03-23T08:00:00Z', '2026-03-30T07:00:00Z']);
  });
  test('F12 without the excluded, in their zone, in UTC, and several in a line', () => {
    expect(starts(weekly, 'RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE;TZID=Europe/Amsterdam:20260323T090000,20260330T090000')).toEqual(['2026-03-16T08:00:00Z', '2026-04-06T07:00:00Z']);
    expect(starts(weekly, 'RRULE:FREQ=WEEKLY;COUNT=2', 'EXDATE:20260323T080000Z')).toEqual(['2026-03-16T08:00:00Z']);
  });
  test('F14 UNTIL as a date where hours are meant includes that day, and the other way round', () => {
    expect(starts(weekly, 'RRULE:FREQ=WEEKLY;UNTIL=20260323')).toHaveLength(2);
    expect(starts({ allDay: true, from: '2026-03-02', toExclusive: '2026-03-03' }, 'RRULE:FREQ=DAILY;UNTIL=20260304')).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
  });
  test('dates alone, without a rule', () => expect(starts(weekly, 'RDATE:20260320T080000Z')).toEqual(['2026-03-16T08:00:00Z', '2026-03-20T08:00:00Z']));
  test('F17 a rule by the minute is capped', () => expect(starts(weekly, 'RRULE:FREQ=MINUTELY').length).toBeLessThanOrEqual(500));
  test('a rule nobody can read gives the first occurrence', () => expect(starts(weekly, 'RRULE:DATE;NONSENSE')).toEqual(['2026-03-16T08:00:00Z']));
  test('B14 one that began before the window and reaches into it', () => {
    const long = { start: '2026-02-28T22:00:00Z', end: '2026-03-01T02:00:00Z', zone: 'UTC' };
    expect(occurrences({ when: long, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=1'] }, window)).toHaveLength(1);
  });
});
