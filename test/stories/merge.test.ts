import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeSettings, connected, type Connected } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { appointmentShows, edit, googleEvent, leavesGoogleAlone, synced } from '../house/look.ts';
import { openTestHouse, type TestHouse } from '../house/open-test-house.ts';
import { at, googleTimes } from '../house/times.ts';

const ADA = 'ada@northlight.example';

let house: TestHouse;
let ada: Connected;
beforeAll(async () => {
  house = await openTestHouse();
  ada = await connected(house, 'ada');
});
afterAll(() => house?.close());

/** An appointment that both sides agree on. */
async function agreed(title: string, day: number) {
  const made = await ada.person.must<{ id: string }>('POST', '/v1/appointments', { title, when: at(day, 9), location: 'Old place', description: 'Old text' });
  const event = await googleEvent(house, ADA, title);
  await synced(ada.person, made.id);
  return { id: made.id, eventId: event.id };
}

/** Both sides edit while neither hears of the other: push and pull wait until asked. */
async function bothEdit(one: { id: string; eventId: string }, here: object, there: object): Promise<void> {
  await changeSettings(ada.person, ada.connectionId, { frequency: 'manual' });
  // A read that was on its way already would see one side's edit alone.
  await leavesGoogleAlone(house);
  await house.google.act({ account: ADA, action: 'patch', eventId: one.eventId, event: there });
  await edit(ada.person, one.id, here);
  await ada.person.must('POST', '/v1/sync-now', { connectionId: ada.connectionId });
  await synced(ada.person, one.id);
  await changeSettings(ada.person, ada.connectionId, { frequency: 'realtime' });
}

const conflictsOf = async (id: string) =>
  (await ada.person.must<{ items: { appointmentId: string; field: string; winner: string | null; ours: unknown; theirs: unknown }[] }>('GET', '/v1/conflicts')).items.filter(
    (conflict) => conflict.appointmentId === id,
  );

describe('both sides edited', () => {
  test('different fields merge, and it is no conflict', async () => {
    const one = await agreed('Different fields', 2);
    await bothEdit(one, { location: 'New place' }, { summary: 'Different fields, renamed' });
    await appointmentShows(ada.person, one.id, { title: 'Different fields, renamed', location: 'New place' });
    expect((await googleEvent(house, ADA, 'Different fields, renamed')).location).toBe('New place');
    expect(await conflictsOf(one.id)).toEqual([]);
  });

  test('the same change on both sides is no conflict (D06)', async () => {
    const one = await agreed('Same change', 3);
    await bothEdit(one, { location: 'Both here' }, { location: 'Both here' });
    await appointmentShows(ada.person, one.id, { location: 'Both here' });
    expect(await conflictsOf(one.id)).toEqual([]);
  });

  test('one field, platform wins: ours stands on both sides, theirs is kept (D01, D07)', async () => {
    const one = await agreed('Platform wins', 4);
    await bothEdit(one, { location: 'Ours', description: 'Our text' }, { location: 'Theirs', summary: 'Platform wins, renamed' });
    await appointmentShows(ada.person, one.id, { location: 'Ours', title: 'Platform wins, renamed', description: 'Our text' });
    expect((await googleEvent(house, ADA, 'Platform wins, renamed')).location).toBe('Ours');
    expect(await conflictsOf(one.id)).toMatchObject([{ field: 'location', winner: 'platform', theirs: 'Theirs' }]);
    const history = await ada.person.must('GET', `/v1/appointments/${one.id}/history`);
    expect(JSON.stringify(history)).toContain('Theirs');
  });

  test('one field, Google wins: theirs stands on both sides, ours is kept (D02)', async () => {
    await changeSettings(ada.person, ada.connectionId, { conflictPolicy: 'google-wins' });
    const one = await agreed('Google wins', 5);
    await bothEdit(one, { location: 'Ours' }, { location: 'Theirs' });
    await appointmentShows(ada.person, one.id, { location: 'Theirs' });
    expect(await conflictsOf(one.id)).toMatchObject([{ field: 'location', winner: 'google', ours: 'Ours' }]);
  });

  test('one field, last modified wins: the later edit stands', async () => {
    await changeSettings(ada.person, ada.connectionId, { conflictPolicy: 'last-modified-wins' });
    const one = await agreed('Last wins', 6);
    await changeSettings(ada.person, ada.connectionId, { frequency: 'manual' });
    await leavesGoogleAlone(house);
    await edit(ada.person, one.id, { location: 'Ours, earlier' });
    await house.google.call('POST', 'clock', { advanceMs: 10_000 });
    await house.google.act({ account: ADA, action: 'patch', eventId: one.eventId, event: { location: 'Theirs, later' } });
    await ada.person.must('POST', '/v1/sync-now', { connectionId: ada.connectionId });
    await eventually(async () => expect(await conflictsOf(one.id)).toMatchObject([{ field: 'location', winner: 'google' }]));
    await appointmentShows(ada.person, one.id, { location: 'Theirs, later' });
    await changeSettings(ada.person, ada.connectionId, { frequency: 'realtime', conflictPolicy: 'platform-wins' });
  });

  test('manual is refused with a clear sentence and not stored: the inbox for it is not there yet', async () => {
    const seen = await ada.person.api('GET', `/v1/sync-settings/${ada.connectionId}`);
    const answer = await ada.person.api('PATCH', `/v1/sync-settings/${ada.connectionId}`, { conflictPolicy: 'manual' }, { 'if-match': seen.headers.get('etag') ?? '' });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain('conflictPolicy');
    expect((await ada.person.must<{ conflictPolicy: string }>('GET', `/v1/sync-settings/${ada.connectionId}`)).conflictPolicy).toBe('platform-wins');
  });

  test('all-day and back again: Google never holds both forms (C09)', async () => {
    const one = await agreed('Whole day', 7);
    await changeSettings(ada.person, ada.connectionId, { syncAllDay: true });
    const day = at(7, 9).start.slice(0, 10);
    const next = at(8, 9).start.slice(0, 10);
    await edit(ada.person, one.id, { when: { allDay: true, from: day, toExclusive: next } });
    await eventually(async () => expect((await googleEvent(house, ADA, 'Whole day')).start).toEqual({ date: day }));
    await edit(ada.person, one.id, { when: at(7, 11) });
    await eventually(async () => expect((await googleEvent(house, ADA, 'Whole day')).start?.date).toBeUndefined());
    await house.google.act({ account: ADA, action: 'patch', eventId: one.eventId, event: googleTimes(at(7, 12)) });
    await eventually(async () => {
      const { when } = await appointmentShows(ada.person, one.id, {});
      expect('start' in when && Date.parse(when.start)).toBe(Date.parse(at(7, 12).start));
    });
  });
});
