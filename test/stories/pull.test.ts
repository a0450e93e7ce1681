import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeSettings, connected, type Connected } from '../house/connected.ts';
import { eventually, settle } from '../house/eventually.ts';
import { appointmentsOf, busyOf, edit, googleEvent, synced } from '../house/look.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import { at, googleTimes } from '../house/times.ts';

const ADA = 'ada@northlight.example';
const LENA = { email: 'lena.fischer@kiln.example' };

let house: TestHouse;
let ada: Connected;
beforeAll(async () => {
  house = await openTestHouse();
  ada = await connected(house, 'ada', { settings: { mode: 'two-way' } });
  await eventually(async () => {
    const status = await ada.person.must<{ state: string }>('GET', `/v1/sync-status/${ada.connectionId}`);
    expect(status.state).toBe('connected');
  });
});
afterAll(() => house?.close());

const appear = (title: string) =>
  eventually(async () => {
    const found = (await appointmentsOf(ada.person, '&includeCancelled=true')).filter((appointment) => appointment.title === title);
    expect(found.length).toBe(1);
    return found[0]!;
  });

describe('from Google to the platform', () => {
  test('an event made in Google becomes an appointment with its known guest linked', async () => {
    await house.google.act({ account: ADA, action: 'insert', event: { summary: 'Coffee with Lena', attendees: [LENA], ...googleTimes(at(2, 15)) } });
    const appointment = await appear('Coffee with Lena');
    expect(appointment).toMatchObject({ bookedBy: 'google', status: 'confirmed', clientName: 'Lena Fischer' });
    expect(await house.google.mails()).toEqual([]);
  });

  test('moved in Google, it moves here', async () => {
    const event = await house.google.act({ account: ADA, action: 'insert', event: { summary: 'To be moved', attendees: [LENA], ...googleTimes(at(3, 10)) } });
    await appear('To be moved');
    await house.google.act({ account: ADA, action: 'patch', eventId: event.id, event: googleTimes(at(3, 16)) });
    await eventually(async () => {
      const { when } = await appear('To be moved');
      expect('start' in when && Date.parse(when.start)).toBe(Date.parse(at(3, 16).start));
    });
  });

  test('deleted in Google, it is cancelled here and kept (E01)', async () => {
    const event = await house.google.act({ account: ADA, action: 'insert', event: { summary: 'To be deleted', attendees: [LENA], ...googleTimes(at(4, 10)) } });
    const appointment = await appear('To be deleted');
    await house.google.act({ account: ADA, action: 'delete', eventId: event.id });
    await eventually(async () => {
      const now = await ada.person.must<{ status: string }>('GET', `/v1/appointments/${appointment.id}`);
      expect(now.status).toBe('cancelled');
    });
  });

  test('a private event only blocks, and its title is nowhere', async () => {
    await house.google.act({ account: ADA, action: 'insert', event: { summary: 'canary-private-7731', visibility: 'private', attendees: [LENA], ...googleTimes(at(5, 10)) } });
    await eventually(async () => expect((await busyOf(ada.person)).filter((block) => block.reason === 'private')).toHaveLength(1));
    expect(JSON.stringify(await appointmentsOf(ada.person))).not.toContain('canary-private-7731');
    const ben = await house.signedIn('ben');
    expect(JSON.stringify(await busyOf(ben))).not.toContain('canary-private-7731');
    expect(house.logged.join()).not.toContain('canary-private-7731');
  });

  test('an event marked free, and one declined by its person, do not block (J02, J04)', async () => {
    await house.google.act({ account: ADA, action: 'insert', event: { summary: 'Free time', transparency: 'transparent', ...googleTimes(at(6, 8)) } });
    await house.google.act({
      account: ADA,
      action: 'insert',
      event: { summary: 'Declined', attendees: [{ email: ADA, responseStatus: 'declined' }, LENA], ...googleTimes(at(6, 12)) },
    });
    await house.google.act({ account: ADA, action: 'insert', event: { summary: 'Marker', attendees: [LENA], ...googleTimes(at(6, 17)) } });
    await appear('Marker');
    const starts = (await busyOf(ada.person)).map((block) => Date.parse((block.when as { start: string }).start));
    expect(starts).not.toContain(Date.parse(at(6, 8).start));
    expect(starts).not.toContain(Date.parse(at(6, 12).start));
  });

  test('a copied event is a new event; the original keeps its link (A07)', async () => {
    const made = await ada.person.must<{ id: string }>('POST', '/v1/appointments', { title: 'Original', when: at(7, 9) });
    const original = await googleEvent(house, ADA, 'Original');
    await synced(ada.person, made.id);
    await house.google.act({
      account: ADA,
      action: 'insert',
      event: { summary: 'Copy of it', attendees: [LENA], extendedProperties: original.extendedProperties, ...googleTimes(at(7, 14)) },
    });
    const copy = await appear('Copy of it');
    expect(copy.id).not.toBe(made.id);
    await edit(ada.person, made.id, { title: 'Original, renamed' });
    await googleEvent(house, ADA, 'Original, renamed');
    expect((await googleEvent(house, ADA, 'Copy of it')).summary).toBe('Copy of it');
  });

  test('what we wrote ourselves comes back and changes nothing (I16, S02)', async () => {
    const made = await ada.person.must<{ id: string; version: number }>('POST', '/v1/appointments', { title: 'Echo', when: at(8, 9) });
    const first = await synced(ada.person, made.id);
    await house.google.forgetCalls();
    await ada.person.must('POST', '/v1/sync-now', { connectionId: ada.connectionId });
    await eventually(async () => expect((await house.google.calls()).byOperation['events.list'] ?? 0).toBeGreaterThan(0));
    await settle(800);
    expect((await synced(ada.person, made.id)).version).toBe(first.version);
    const { byOperation } = await house.google.calls();
    expect(Object.keys(byOperation).filter((operation) => /insert|patch|update|delete/.test(operation))).toEqual([]);
  });

  test('a grey block of one-way becomes nothing more: no contact, no appointment (I01)', async () => {
    await changeSettings(ada.person, ada.connectionId, { mode: 'one-way' });
    await house.google.act({ account: ADA, action: 'insert', event: { summary: 'Grey', attendees: [{ email: 'stranger@nowhere.example' }], ...googleTimes(at(9, 9)) } });
    await eventually(async () => expect((await busyOf(ada.person)).some((block) => block.reason === 'one-way')).toBe(true));
    const contacts = await ada.person.must<{ items: unknown[] }>('GET', '/v1/contacts?address=stranger@nowhere.example');
    expect(contacts.items).toEqual([]);
    await changeSettings(ada.person, ada.connectionId, { mode: 'two-way' });
  });
});
