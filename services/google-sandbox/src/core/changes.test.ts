import { expect, test } from 'vitest';
import { seeded, testWorld, hour, START } from '../testing/core-world.ts';
import type { Call, TestWorld } from '../testing/core-world.ts';
import { share } from './control/calendars.ts';
import { mustFindAccount } from './control/accounts.ts';
import { createGoogle } from './google.ts';
import type { Google } from './google.ts';
import { revokeProject } from './oauth/revoke.ts';

const EVENTS = 'calendars/primary/events';

/** Notifications are not part of the changes: out with them before two states are compared. */
function settleAll(google: Google): void {
  for (const delivery of google.takeOutgoing(Number.MAX_SAFE_INTEGER)) google.settleOutgoing(delivery.id, 204);
}

/** Steps that touch every part of the state. */
function steps(world: TestWorld, alice: Call, random: () => number): (() => unknown)[] {
  const { world: core } = world.google;
  const ids: string[] = [];
  const any = () => ids[Math.floor(random() * ids.length)] ?? 'nothing123';
  const zoned = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Amsterdam' });
  const series = { start: zoned('2026-03-10T10:00:00'), end: zoned('2026-03-10T11:00:00'), recurrence: ['RRULE:FREQ=DAILY;COUNT=5'] };
  const add = (body: object) => ids.push(alice('POST', EVENTS, { body, query: { sendUpdates: 'all' } }).body.id);
  return [
    () => add({ summary: 'one', ...hour(10, 10), attendees: [{ email: 'bob@gmail.com' }] }),
    () => ids.push(`${ids[add(series) - 1]}_20260312T090000Z`),
    () => alice('PATCH', `${EVENTS}/${any()}`, { body: { summary: `s${random()}` } }),
    () => alice('DELETE', `${EVENTS}/${any()}`, { query: { sendUpdates: 'all' } }),
    () => alice('PATCH', `${EVENTS}/${any()}`, { body: { status: 'confirmed' } }),
    () => alice('POST', `${EVENTS}/${any()}/move`, { query: { destination: 'team@group.calendar.google.com' } }),
    () => alice('POST', `${EVENTS}/watch`, { body: { id: `c${Math.floor(random() * 1e9)}`, type: 'web_hook', address: 'https://x.example/n' } }),
    () => alice('POST', 'calendars', { body: { summary: 'more' } }),
    () => share(core, core.state.calendars.get('team@group.calendar.google.com')!, mustFindAccount(core, 'bob@gmail.com'), random() < 0.5 ? 'reader' : 'none', true),
    () => world.as('bob@gmail.com', undefined, 'other')('GET', EVENTS),
    () => revokeProject(core, 'project-of-other', mustFindAccount(core, 'bob@gmail.com').sub),
    () => (core.state.clockOffset += 1000),
    () => (core.state.mails = []),
    () => alice('GET', EVENTS),
  ];
}

test.each([1, 2, 3])('the changes taken one by one give the same state as a snapshot (seed %i)', (seed) => {
  const random = seeded(seed);
  const world = testWorld();
  const lines: string[] = [];
  world.account('alice@gmail.com', { calendars: [{ id: 'team@group.calendar.google.com', summary: 'Team' }] });
  world.account('bob@gmail.com');
  const all = steps(world, world.as('alice@gmail.com'), random);
  let base: string | undefined;
  for (let n = 0; n < 250; n += 1) {
    all[Math.floor(random() * all.length)]?.();
    settleAll(world.google);
    const line = world.google.takeChange();
    if (line !== undefined) lines.push(line);
    if (n === 120 && seed === 2) {
      base = world.google.snapshot();
      lines.length = 0;
    }
  }
  const second = createGoogle({ now: () => START, random: seeded(1) });
  second.restore(base, lines);
  expect(second.snapshot()).toBe(world.google.snapshot());
  expect(second.takeChange()).toBeUndefined();
});

test('a reset is a change too', () => {
  const world = testWorld();
  world.account('alice@gmail.com');
  const lines = [world.google.takeChange() ?? ''];
  world.google.reset();
  world.account('bob@gmail.com');
  lines.push(world.google.takeChange() ?? '');
  const second = createGoogle({ now: () => START, random: seeded(1) });
  second.restore(undefined, lines);
  expect(second.snapshot()).toBe(world.google.snapshot());
  expect([...second.world.state.subByEmail.keys()]).toEqual(['bob@gmail.com']);
});

test('nothing is written down where nothing changed', () => {
  const world = testWorld();
  world.account('alice@gmail.com');
  const alice = world.as('alice@gmail.com');
  world.google.takeChange();
  alice('GET', EVENTS);
  alice('GET', 'users/me/calendarList');
  expect(world.google.takeChange()).toBeUndefined();
});
