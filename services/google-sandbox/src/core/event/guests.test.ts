import { beforeEach, describe, expect, test } from 'vitest';
import { hour, testWorld } from '../../testing/core-world.ts';
import type { Call, TestWorld } from '../../testing/core-world.ts';

let world: TestWorld;
let alice: Call;
let bob: Call;
let carol: Call;
const EVENTS = 'calendars/primary/events';

beforeEach(() => {
  world = testWorld();
  world.account('alice@salon.example', { hd: 'salon.example' });
  world.account('bob@salon.example', { hd: 'salon.example' });
  world.account('carol@gmail.com');
  alice = world.as('alice@salon.example');
  bob = world.as('bob@salon.example');
  carol = world.as('carol@gmail.com');
});

const GUESTS = ['bob@salon.example', 'carol@gmail.com', 'dora@outside.example'];
const meeting = (more: object = {}, sendUpdates = 'none') =>
  alice('POST', EVENTS, { body: { summary: 'M', ...hour(10, 10), attendees: GUESTS.map((email) => ({ email })), ...more }, query: { sendUpdates } }).body;
const mails = () => world.google.world.state.mails.map(({ kind, to }) => `${kind} ${to}`);
const seenBy = (who: Call, id: string) => who('GET', `${EVENTS}/${id}`).body;
const rowOf = (event: { attendees: { email: string; responseStatus: string; self?: boolean }[] }, email: string) => event.attendees.find((row) => row.email === email);

describe('copies', () => {
  test('a guest with a Google account has the event under the same id and iCalUID, with self turned their way', () => {
    const event = meeting();
    const copy = seenBy(bob, event.id);
    expect(copy).toMatchObject({ id: event.id, iCalUID: event.iCalUID, summary: 'M', organizer: { email: 'alice@salon.example' } });
    expect(copy.organizer.self).toBeUndefined();
    expect(rowOf(copy, 'bob@salon.example')).toMatchObject({ self: true, responseStatus: 'needsAction' });
    expect(rowOf(event, 'bob@salon.example')?.self).toBeUndefined();
  });

  test('a change by the organizer reaches every copy, and takes back a private one of the same field', () => {
    const { id } = meeting();
    bob('PATCH', `${EVENTS}/${id}`, { body: { summary: 'Mine', location: 'My room' } });
    expect(seenBy(alice, id).summary).toBe('M');
    alice('PATCH', `${EVENTS}/${id}`, { body: { summary: 'New' } });
    expect(seenBy(bob, id)).toMatchObject({ summary: 'New', location: 'My room' });
    expect(seenBy(carol, id).summary).toBe('New');
  });

  test('private properties, colour and reminders stay on the copy they were put on', () => {
    const { id } = meeting({ extendedProperties: { private: { mark: 'alice' }, shared: { both: '1' } } });
    expect(seenBy(bob, id).extendedProperties).toEqual({ shared: { both: '1' } });
    bob('PATCH', `${EVENTS}/${id}`, { body: { extendedProperties: { private: { mark: 'bob' }, shared: { both: '2' } }, colorId: '3' } });
    expect(seenBy(alice, id)).toMatchObject({ extendedProperties: { private: { mark: 'alice' }, shared: { both: '2' } } });
    expect(seenBy(alice, id).colorId).toBeUndefined();
  });

  test('a guest taken off the list loses the event; one put on it gets it', () => {
    const { id } = meeting();
    alice('PATCH', `${EVENTS}/${id}`, { body: { attendees: [{ email: 'carol@gmail.com' }] } });
    expect(seenBy(bob, id).status).toBe('cancelled');
    alice('PATCH', `${EVENTS}/${id}`, { body: { attendees: GUESTS.map((email) => ({ email })) } });
    expect(seenBy(bob, id).status).toBe('confirmed');
  });

  test('guests who may not see each other see only themselves', () => {
    const { id } = meeting({ guestsCanSeeOtherGuests: false });
    expect(seenBy(bob, id).attendees).toMatchObject([{ email: 'bob@salon.example', self: true }]);
    expect(seenBy(alice, id).attendees).toHaveLength(3);
  });

  test('a private copy goes to nobody', () => {
    const { id } = meeting({ privateCopy: true });
    expect(bob('GET', `${EVENTS}/${id}`).status).toBe(404);
  });

  test('a series and a changed occurrence reach the guests (and a cancelled one, when told)', () => {
    const zoned = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Amsterdam' });
    const { id } = meeting({ start: zoned('2026-03-10T10:00:00'), end: zoned('2026-03-10T11:00:00'), recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] });
    const one = `${id}_20260311T090000Z`;
    expect(seenBy(bob, one)).toMatchObject({ recurringEventId: id });
    alice('PATCH', `${EVENTS}/${one}`, { body: { summary: 'Special' } });
    expect(seenBy(bob, one).summary).toBe('Special');
    alice('DELETE', `${EVENTS}/${id}_20260312T090000Z`, { query: { sendUpdates: 'all' } });
    expect(seenBy(bob, `${id}_20260312T090000Z`).status).toBe('cancelled');
  });

  test('somebody invited to one occurrence only has just that one', () => {
    const zoned = (dateTime: string) => ({ dateTime, timeZone: 'Europe/Amsterdam' });
    const times = { start: zoned('2026-03-10T10:00:00'), end: zoned('2026-03-10T11:00:00') };
    const { id } = alice('POST', EVENTS, { body: { summary: 'S', ...times, recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] } }).body;
    alice('PATCH', `${EVENTS}/${id}_20260311T090000Z`, { body: { attendees: [{ email: 'carol@gmail.com' }] } });
    expect(carol('GET', EVENTS).body.items).toMatchObject([{ id: `${id}_20260311T090000Z`, recurringEventId: id, summary: 'S' }]);
  });
});

describe('answers', () => {
  test("a guest's answer reaches the organizer and the others, and moves their etags", () => {
    const event = meeting();
    const attendees = event.attendees.map((row: { email: string }) => (row.email === 'bob@salon.example' ? { ...row, responseStatus: 'accepted' } : row));
    bob('PATCH', `${EVENTS}/${event.id}`, { body: { attendees }, query: { sendUpdates: 'all' } });
    expect(rowOf(seenBy(alice, event.id), 'bob@salon.example')?.responseStatus).toBe('accepted');
    expect(rowOf(seenBy(carol, event.id), 'bob@salon.example')?.responseStatus).toBe('accepted');
    expect(seenBy(alice, event.id).etag).not.toBe(event.etag);
    expect(mails()).toEqual(['reply alice@salon.example']);
  });

  test('a guest cannot answer for another, or take others off the list', () => {
    const { id } = meeting();
    bob('PATCH', `${EVENTS}/${id}`, { body: { attendees: [{ email: 'bob@salon.example' }, { email: 'carol@gmail.com', responseStatus: 'declined' }] } });
    expect(rowOf(seenBy(alice, id), 'carol@gmail.com')?.responseStatus).toBe('needsAction');
    expect(seenBy(alice, id).attendees).toHaveLength(3);
  });

  test('answers stay when only the title changes and are asked again when the time does (H09)', () => {
    const event = meeting({ attendees: [{ email: 'bob@salon.example', responseStatus: 'accepted' }] });
    alice('PATCH', `${EVENTS}/${event.id}`, { body: { summary: 'x' } });
    expect(rowOf(seenBy(alice, event.id), 'bob@salon.example')?.responseStatus).toBe('accepted');
    alice('PATCH', `${EVENTS}/${event.id}`, { body: hour(11, 10) });
    expect(rowOf(seenBy(bob, event.id), 'bob@salon.example')?.responseStatus).toBe('needsAction');
  });

  test('a guest who deletes their copy has declined, the event stays, and the next edit does not bring it back (E14)', () => {
    const { id } = meeting();
    expect(bob('DELETE', `${EVENTS}/${id}`).status).toBe(204);
    expect(seenBy(bob, id)).toMatchObject({ status: 'cancelled', summary: 'M' });
    expect(rowOf(seenBy(alice, id), 'bob@salon.example')?.responseStatus).toBe('declined');
    alice('PATCH', `${EVENTS}/${id}`, { body: { summary: 'x' } });
    expect(seenBy(bob, id).status).toBe('cancelled');
  });
});

describe('who may change what', () => {
  test('shared properties are the organizer’s', () => {
    const { id } = meeting();
    expect(bob('PATCH', `${EVENTS}/${id}`, { body: { guestsCanModify: true } })).toMatchObject({ status: 403, reason: 'forbiddenForNonOrganizer' });
  });

  test('a PUT by a guest that leaves a shared flag out counts as changing it', () => {
    const { id } = meeting({ guestsCanInviteOthers: false });
    expect(bob('PUT', `${EVENTS}/${id}`, { body: { summary: 'M', ...hour(10, 10) } })).toMatchObject({ status: 403, reason: 'forbiddenForNonOrganizer' });
  });

  test('a guest moves the meeting for all where guests may modify it, else only their own copy', () => {
    const open = meeting({ guestsCanModify: true });
    bob('PATCH', `${EVENTS}/${open.id}`, { body: { summary: 'Bob was here' } });
    expect(seenBy(carol, open.id).summary).toBe('Bob was here');
    const closed = meeting();
    bob('PATCH', `${EVENTS}/${closed.id}`, { body: hour(12, 12) });
    expect(seenBy(bob, closed.id).start.dateTime).toContain('2026-03-12');
    expect(seenBy(alice, closed.id).start.dateTime).toContain('2026-03-10');
  });

  test('a guest may invite others, unless told not to', () => {
    const more = [...GUESTS, 'eva@outside.example'].map((email) => ({ email }));
    const open = meeting();
    bob('PATCH', `${EVENTS}/${open.id}`, { body: { attendees: more } });
    expect(rowOf(seenBy(alice, open.id), 'eva@outside.example')).toBeDefined();
    const closed = meeting({ guestsCanInviteOthers: false });
    bob('PATCH', `${EVENTS}/${closed.id}`, { body: { attendees: more } });
    expect(rowOf(seenBy(alice, closed.id), 'eva@outside.example')).toBeUndefined();
  });

  test('a guest cannot move the event to another calendar', () => {
    const { id } = meeting();
    const { body } = bob('POST', 'calendars', { body: { summary: 'Other' } });
    expect(bob('POST', `${EVENTS}/${id}/move`, { query: { destination: body.id } }).status).toBe(403);
  });
});

describe('mail', () => {
  test('none is quiet, all tells everybody, externalOnly those outside the domain', () => {
    meeting({}, 'none');
    expect(mails()).toEqual([]);
    meeting({}, 'all');
    expect(mails()).toEqual(GUESTS.map((to) => `invitation ${to}`));
    world.google.world.state.mails = [];
    meeting({}, 'externalOnly');
    expect(mails()).toEqual(['invitation carol@gmail.com', 'invitation dora@outside.example']);
  });

  test('an update tells guests of news, invites new ones and cancels for those taken off', () => {
    const { id } = meeting();
    const patch = (body: object) => alice('PATCH', `${EVENTS}/${id}`, { body, query: { sendUpdates: 'all' } });
    patch({ colorId: '2' });
    patch({ extendedProperties: { private: { a: '1' } } });
    expect(mails()).toEqual([]);
    patch({ summary: 'news', attendees: [{ email: 'carol@gmail.com' }, { email: 'new@x.example' }] });
    expect(mails().sort()).toEqual(['cancellation bob@salon.example', 'cancellation dora@outside.example', 'invitation new@x.example', 'update carol@gmail.com']);
  });

  test('a deletion told to nobody leaves the guests their copies; told to all it takes them (observed)', () => {
    const quiet = meeting();
    alice('DELETE', `${EVENTS}/${quiet.id}`);
    expect(seenBy(bob, quiet.id).status).toBe('confirmed');
    const loud = meeting();
    alice('DELETE', `${EVENTS}/${loud.id}`, { query: { sendUpdates: 'all' } });
    expect(seenBy(bob, loud.id).status).toBe('cancelled');
    expect(mails()).toEqual(GUESTS.map((to) => `cancellation ${to}`));
  });

  test('the old sendNotifications=true means all; an unknown sendUpdates is refused', () => {
    alice('POST', EVENTS, { body: { ...hour(1, 1), attendees: [{ email: 'x@y.example' }] }, query: { sendNotifications: 'true' } });
    expect(mails()).toEqual(['invitation x@y.example']);
    expect(alice('POST', EVENTS, { body: hour(1, 1), query: { sendUpdates: 'loud' } }).status).toBe(400);
  });
});
