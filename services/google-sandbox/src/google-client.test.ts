import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox } from './testing/start-sandbox.ts';
import type { Started } from './testing/start-sandbox.ts';

let started: Started;

beforeAll(async () => {
  started = await startSandbox();
  await started.control('POST', 'accounts', { email: 'alice@gmail.com', name: 'Alice Example' });
});
afterAll(() => started.stop());

const times = { start: { dateTime: '2026-03-10T10:00:00+01:00' }, end: { dateTime: '2026-03-10T11:00:00+01:00' } };

/** What Google's client throws. */
async function refusal(call: Promise<unknown>): Promise<{ status: number; reason: string | undefined }> {
  const error = (await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )) as { status: number; response: { data: { error: { errors: { reason: string }[] } } } } | undefined;
  expect(error).toBeDefined();
  return { status: error?.status ?? 0, reason: error?.response.data.error.errors[0]?.reason };
}

test("Google's own client library works unmodified: insert, get, patch, list, delta, delete", async () => {
  const api = await started.client('alice@gmail.com');
  const inserted = await api.events.insert({ calendarId: 'primary', requestBody: { summary: 'First', ...times } });
  expect(inserted.data).toMatchObject({ summary: 'First', status: 'confirmed', organizer: { email: 'alice@gmail.com', self: true } });
  const id = inserted.data.id ?? '';
  const listed = await api.events.list({ calendarId: 'primary' });
  expect(listed.data.items).toHaveLength(1);
  const patched = await api.events.patch({ calendarId: 'primary', eventId: id, requestBody: { location: 'Here' } });
  expect(patched.data).toMatchObject({ summary: 'First', location: 'Here' });
  const delta = await api.events.list({ calendarId: 'primary', syncToken: listed.data.nextSyncToken ?? '' });
  expect(delta.data.items?.map((item) => item.location)).toEqual(['Here']);
  await api.events.delete({ calendarId: 'primary', eventId: id });
  const gone = await api.events.list({ calendarId: 'primary', syncToken: delta.data.nextSyncToken ?? '' });
  expect(gone.data.items).toEqual([{ kind: 'calendar#event', etag: expect.any(String), id, status: 'cancelled' }]);
  expect((await api.events.get({ calendarId: 'primary', eventId: id })).data.status).toBe('cancelled');
});

test("Google's client library sees 412, 409, 410 and 404 as it knows them", async () => {
  const api = await started.client('alice@gmail.com');
  const requestBody = { id: 'abcde12345', summary: 'Named', ...times };
  const { data } = await api.events.insert({ calendarId: 'primary', requestBody });
  await api.events.patch({ calendarId: 'primary', eventId: 'abcde12345', requestBody: { summary: 'Changed' } });
  const stale = api.events.patch(
    { calendarId: 'primary', eventId: 'abcde12345', requestBody: { summary: 'Lost' } },
    { headers: { 'If-Match': data.etag ?? '' } },
  );
  expect(await refusal(stale)).toEqual({ status: 412, reason: 'conditionNotMet' });
  expect(await refusal(api.events.insert({ calendarId: 'primary', requestBody }))).toEqual({ status: 409, reason: 'duplicate' });
  await api.events.delete({ calendarId: 'primary', eventId: 'abcde12345' });
  expect(await refusal(api.events.delete({ calendarId: 'primary', eventId: 'abcde12345' }))).toEqual({ status: 410, reason: 'deleted' });
  expect(await refusal(api.events.insert({ calendarId: 'primary', requestBody }))).toEqual({ status: 409, reason: 'duplicate' });
  expect(await refusal(api.events.get({ calendarId: 'primary', eventId: 'nothing0here' }))).toEqual({ status: 404, reason: 'notFound' });
  const { data: first } = await api.events.list({ calendarId: 'primary' });
  await started.control('POST', 'expire-sync-tokens', {});
  const expired = api.events.list({ calendarId: 'primary', syncToken: first.nextSyncToken ?? '' });
  expect(await refusal(expired)).toEqual({ status: 410, reason: 'fullSyncRequired' });
});

test('a deleted event comes back by a patch to confirmed', async () => {
  const api = await started.client('alice@gmail.com');
  const { data } = await api.events.insert({ calendarId: 'primary', requestBody: { summary: 'Back', ...times } });
  await api.events.delete({ calendarId: 'primary', eventId: data.id ?? '' });
  const { data: restored } = await api.events.patch({ calendarId: 'primary', eventId: data.id ?? '', requestBody: { status: 'confirmed' } });
  expect(restored).toMatchObject({ id: data.id, summary: 'Back', status: 'confirmed', iCalUID: data.iCalUID });
});
