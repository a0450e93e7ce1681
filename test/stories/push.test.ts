import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, type Connected } from '../house/connected.ts';
import { eventually, settle } from '../house/eventually.ts';
import { appointmentShows, cancel, edit, googleEvent, synced } from '../house/look.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import { at } from '../house/times.ts';

let house: TestHouse;
let ada: Connected;
beforeAll(async () => {
  house = await openTestHouse();
  ada = await connected(house, 'ada');
});
afterAll(() => house?.close());

const ADA = 'ada@northlight.example';
const book = (title: string, day: number, more: object = {}) =>
  ada.person.must<{ id: string }>('POST', '/v1/appointments', { title, when: at(day, 9), ...more });

describe('from the platform to Google', () => {
  test('an appointment made here stands in Google, once, with the client before the title, and no mail is sent', async () => {
    const contacts = await ada.person.must<{ items: { id: string; name: string }[] }>('GET', '/v1/contacts?search=Lena');
    const made = await book('Portfolio review', 2, { contactId: contacts.items[0]?.id, location: 'Studio' });
    const event = await googleEvent(house, ADA, 'Lena Fischer - Portfolio review');
    expect(event.location).toBe('Studio');
    await synced(ada.person, made.id);
    expect(await house.google.mails()).toEqual([]);
  });

  test('moved here, it moves there; only the time is written', async () => {
    const made = await book('Kick-off', 3);
    const before = await googleEvent(house, ADA, 'Kick-off');
    await house.google.act({ account: ADA, action: 'patch', eventId: before.id, event: { colorId: '5' } });
    await edit(ada.person, made.id, { when: at(3, 13) });
    await eventually(async () => expect(Date.parse((await googleEvent(house, ADA, 'Kick-off')).start?.dateTime ?? '')).toBe(Date.parse(at(3, 13).start)));
    expect((await googleEvent(house, ADA, 'Kick-off')).colorId).toBe('5');
  });

  test('cancelled here, it is removed there and kept here (E02)', async () => {
    const made = await book('Photo session', 4);
    await googleEvent(house, ADA, 'Photo session');
    await cancel(ada.person, made.id);
    await eventually(async () => expect((await house.google.events(ADA)).filter((event) => event.summary === 'Photo session')).toEqual([]));
    await appointmentShows(ada.person, made.id, { status: 'cancelled' });
  });

  test('an edit of what does not sync makes no call (C12)', async () => {
    const made = await book('Quiet edit', 5);
    await synced(ada.person, made.id);
    await house.google.forgetCalls();
    await edit(ada.person, made.id, { internalNotes: 'likes tea' });
    await settle();
    const { byOperation } = await house.google.calls();
    expect(Object.keys(byOperation).filter((operation) => /insert|patch|update|delete/.test(operation))).toEqual([]);
  });

  test('a lost reply on a patch, followed by an edit here, ends with both sides equal and nothing doubled (C04, C06)', async () => {
    const made = await book('Fragile', 6);
    await synced(ada.person, made.id);
    await house.google.fault({ operation: 'events.patch', count: 1, lostReply: true });
    await edit(ada.person, made.id, { title: 'Fragile, first' });
    await edit(ada.person, made.id, { title: 'Fragile, second' });
    await synced(ada.person, made.id);
    const event = await googleEvent(house, ADA, 'Fragile, second');
    expect(event.status).toBe('confirmed');
    expect((await ada.person.must<{ items: unknown[] }>('GET', '/v1/conflicts')).items).toEqual([]);
  });

  test('a lost reply on an insert makes one event (A02)', async () => {
    await house.google.fault({ operation: 'events.insert', count: 1, lostReply: true });
    const made = await book('Only once', 7);
    await synced(ada.person, made.id);
    await googleEvent(house, ADA, 'Only once');
  });
});
