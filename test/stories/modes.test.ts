import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeSettings, connected, type Connected } from '../house/connected.ts';
import { eventually, settle } from '../house/eventually.ts';
import { appointmentsOf, busyOf } from '../house/look.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import { at, googleTimes } from '../house/times.ts';

const ADA = 'ada@northlight.example';
const KNOWN = 'lena.fischer@kiln.example';

let house: TestHouse;
let ada: Connected;
beforeAll(async () => {
  house = await openTestHouse();
  ada = await connected(house, 'ada', { settings: { mode: 'two-way' } });
  const campaign = await ada.person.must<{ id: string }>('POST', '/v1/campaigns', { name: 'Welcome' });
  await ada.person.must('POST', '/v1/rules', { name: 'Welcome booked people', on: 'booked', actions: [{ kind: 'enrol', campaignId: campaign.id }] });
  await eventually(async () => {
    expect(await ada.person.must('GET', `/v1/sync-status/${ada.connectionId}`)).toMatchObject({ state: 'connected' });
  });
});
afterAll(() => house?.close());

const contactsWith = async (address: string) =>
  (await ada.person.must<{ items: { id: string; provenance: { kind: string; eventId: string | null } }[] }>('GET', `/v1/contacts?address=${encodeURIComponent(address)}`)).items;
const firings = async () => (await ada.person.must<{ items: { appointmentId: string; contactId: string | null }[] }>('GET', '/v1/firings?limit=200')).items;

/** What must come of an event with one guest, per mode: the table of the product. */
const TABLE = [
  { mode: 'one-way', guest: 'known', becomes: 'busy', contacts: 1, fires: 0 },
  { mode: 'one-way', guest: 'unknown', becomes: 'busy', contacts: 0, fires: 0 },
  { mode: 'two-way', guest: 'known', becomes: 'appointment', contacts: 1, fires: 1 },
  { mode: 'two-way', guest: 'unknown', becomes: 'appointment', contacts: 1, fires: 1 },
  { mode: 'smart', guest: 'known', becomes: 'appointment', contacts: 1, fires: 1 },
  { mode: 'smart', guest: 'unknown', becomes: 'busy', contacts: 0, fires: 0 },
  { mode: 'disable-trigger', guest: 'known', becomes: 'appointment', contacts: 1, fires: 0 },
  { mode: 'disable-trigger', guest: 'unknown', becomes: 'appointment', contacts: 1, fires: 0 },
] as const;

describe('a guest in each of the four modes', () => {
  test.each(TABLE.map((row, order) => ({ ...row, order })))('$mode, $guest guest: $becomes, $fires firing(s) (I01, I04, I06)', async (row) => {
    await changeSettings(ada.person, ada.connectionId, { mode: row.mode });
    const address = row.guest === 'known' ? KNOWN : `stranger-${row.mode}@elsewhere.example`;
    const title = `${row.mode} with ${row.guest}`;
    const when = at(2 + row.order, 10);
    const before = (await firings()).length;
    await house.google.act({ account: ADA, action: 'insert', event: { summary: title, attendees: [{ email: address }], ...googleTimes(when) } });

    await eventually(async () => {
      const made = (await appointmentsOf(ada.person)).filter((appointment) => appointment.title === title);
      const grey = (await busyOf(ada.person)).filter((block) => Date.parse((block.when as { start: string }).start) === Date.parse(when.start) && block.reason !== 'not-yet-judged');
      expect({ made: made.length, grey: grey.length }).toEqual(row.becomes === 'appointment' ? { made: 1, grey: 0 } : { made: 0, grey: 1 });
    });
    await eventually(async () => expect((await contactsWith(address)).length).toBe(row.contacts));
    const fired = async () => expect((await firings()).length - before).toBe(row.fires);
    await eventually(fired);
    await settle();
    await fired();
  });

  test('two guests in smart mode, one known: the known is linked, the other ignored, one firing (I09)', async () => {
    await changeSettings(ada.person, ada.connectionId, { mode: 'smart' });
    const before = (await firings()).length;
    await house.google.act({
      account: ADA,
      action: 'insert',
      event: { summary: 'Two guests', attendees: [{ email: KNOWN }, { email: 'nobody-knows@elsewhere.example' }], ...googleTimes(at(12, 10)) },
    });
    await eventually(async () => expect((await appointmentsOf(ada.person)).filter((appointment) => appointment.title === 'Two guests')).toHaveLength(1));
    await eventually(async () => expect((await firings()).length - before).toBe(1));
    expect(await contactsWith('nobody-knows@elsewhere.example')).toEqual([]);
  });

  test('a created contact says where it came from', async () => {
    const [contact] = await contactsWith('stranger-two-way@elsewhere.example');
    expect(contact?.provenance.kind).toBe('google-event');
    expect(contact?.provenance.eventId).toBeTruthy();
  });

  test('a colleague, a room and the account itself are never contacts (I07)', async () => {
    await changeSettings(ada.person, ada.connectionId, { mode: 'two-way' });
    const guests = [{ email: 'ben@northlight.example' }, { email: 'c_188room@resource.calendar.google.com', resource: true }, { email: ADA }, { email: KNOWN }];
    await house.google.act({ account: ADA, action: 'insert', event: { summary: 'In house', attendees: guests, ...googleTimes(at(13, 10)) } });
    await eventually(async () => expect((await appointmentsOf(ada.person)).filter((appointment) => appointment.title === 'In house')).toHaveLength(1));
    for (const address of ['ben@northlight.example', 'c_188room@resource.calendar.google.com', ADA]) expect(await contactsWith(address)).toEqual([]);
  });

  test('in one-way mode an appointment made here is still pushed (I02)', async () => {
    await changeSettings(ada.person, ada.connectionId, { mode: 'one-way' });
    await ada.person.must('POST', '/v1/appointments', { title: 'Pushed in one-way', when: at(14, 10) });
    await eventually(async () => expect((await house.google.events(ADA)).map((event) => event.summary)).toContain('Pushed in one-way'));
  });
});
