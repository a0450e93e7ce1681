import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connected, liveConnection, connectAs } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { appointmentsOf, googleEvent, synced } from '../house/look.ts';
import { openTestHouse, PEOPLE, type TestHouse } from '../house/open-test-house.ts';
import { at } from '../house/times.ts';

const ADA = PEOPLE.ada.email;

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house?.close());

describe('access', () => {
  test('revoked at Google: noticed, shown with what to do, nothing deleted; connecting again goes on without doubling (L02, N06)', async () => {
    const ada = await connected(house, 'ada');
    const made = await ada.person.must<{ id: string }>('POST', '/v1/appointments', { title: 'Before', when: at(2, 9) });
    await synced(ada.person, made.id);

    await house.google.revoke(ADA);
    await ada.person.must('POST', '/v1/appointments', { title: 'While away', when: at(2, 11) });
    await eventually(async () => {
      expect(await ada.person.must('GET', `/v1/sync-status/${ada.connectionId}`)).toMatchObject({ state: 'needs-you' });
      expect(await ada.person.must('GET', `/v1/connections/${ada.connectionId}`)).toMatchObject({ state: 'broken', cause: 're-consent' });
    });
    expect((await appointmentsOf(ada.person)).map((appointment) => appointment.title).sort()).toEqual(['Before', 'While away']);

    const again = await ada.person.connect({ product: 'calendar-2way', intent: 'reconnect', connectionId: ada.connectionId });
    expect(again.status).toBe(200);
    expect(await liveConnection(ada.person)).toBe(ada.connectionId);
    await googleEvent(house, ADA, 'While away');
    await googleEvent(house, ADA, 'Before');
    await eventually(async () => expect(await ada.person.must('GET', `/v1/sync-status/${ada.connectionId}`)).toMatchObject({ state: 'connected' }));
  });

  test('disconnect and connect again: one connection, the same events, none doubled (N06)', async () => {
    const mira = await connected(house, 'mira');
    const made = await mira.person.must<{ id: string }>('POST', '/v1/appointments', { title: 'Stays', when: at(3, 9) });
    await synced(mira.person, made.id);
    await mira.person.must('POST', `/v1/connections/${mira.connectionId}/disconnect`, { googleEvents: 'keep' });
    await eventually(() => expect(liveConnection(mira.person)).rejects.toThrow('no live'));
    await googleEvent(house, PEOPLE.mira.email, 'Stays');
    // Until the connector has let go of everything, connecting again is refused with the request to wait a moment.
    await eventually(async () => expect(await mira.person.must<{ items: { state: string }[] }>('GET', '/v1/connections')).not.toMatchObject({ items: [{ state: 'removing' }] }));
    await connectAs(mira.person, PEOPLE.mira.email);
    await synced(mira.person, made.id);
    await googleEvent(house, PEOPLE.mira.email, 'Stays');
  });

  test('disconnect with removal takes out what we put in Google and nothing else', async () => {
    const ben = await connected(house, 'ben');
    await house.google.act({ account: PEOPLE.ben.email, action: 'insert', event: { summary: 'His own', start: { dateTime: at(4, 9).start }, end: { dateTime: at(4, 9).end } } });
    const made = await ben.person.must<{ id: string }>('POST', '/v1/appointments', { title: 'Ours', when: at(4, 12) });
    await synced(ben.person, made.id);
    await ben.person.must('POST', `/v1/connections/${ben.connectionId}/disconnect`, { googleEvents: 'remove' });
    await eventually(async () => expect((await house.google.events(PEOPLE.ben.email)).map((event) => event.summary)).toEqual(['His own']));
    expect(await ben.person.must('GET', `/v1/appointments/${made.id}`)).toMatchObject({ status: 'confirmed' });
  });

  test('a client and the staff member both connected: one appointment, one event in each calendar', async () => {
    const dirk = await connected(house, 'dirk');
    const john = await connected(house, 'john');
    const contacts = await dirk.person.must<{ items: { id: string }[] }>('GET', '/v1/contacts?search=John');
    const made = await dirk.person.must<{ id: string }>('POST', '/v1/appointments', { title: 'Deep Tissue Massage', when: at(5, 9), contactId: contacts.items[0]?.id });
    await synced(dirk.person, made.id);
    await googleEvent(house, PEOPLE.dirk.email, 'John Smith - Deep Tissue Massage');
    await eventually(async () => {
      const titles = (await house.google.events(PEOPLE.john.email)).map((event) => event.summary);
      expect(titles).toEqual([expect.stringMatching(/^(John Smith - )?Deep Tissue Massage$/)]);
    });
    expect((await appointmentsOf(john.person)).map((appointment) => appointment.id)).toEqual([made.id]);
  });
});
