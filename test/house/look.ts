import { setTimeout as pause } from 'node:timers/promises';
import type { Person } from '@portal-sync/all-in-one/person';
import type { SandboxEvent } from '@portal-sync/all-in-one/sandbox-control';
import type { Appointment } from '@portal-sync/contracts';
import { expect } from 'vitest';
import { eventually } from './eventually.ts';
import type { TestHouse } from './open-test-house.ts';
import { aroundToday } from './times.ts';

interface Api {
  must<T>(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>;
}

/** Appointments this caller sees, cancelled ones too when asked. */
export const appointmentsOf = async (caller: Api, query = ''): Promise<readonly Appointment[]> =>
  (await caller.must<{ items: Appointment[] }>('GET', `/v1/appointments?${aroundToday()}&limit=200${query}`)).items;

export const busyOf = async (caller: Api): Promise<ReadonlyArray<{ id: string; title: string | null; reason: string; userId: string; when: unknown }>> =>
  (await caller.must<{ blocks: { id: string; title: string | null; reason: string; userId: string; when: unknown }[] }>('GET', `/v1/busy?${aroundToday()}`)).blocks;

/** Waits for one live event with this title in a Google calendar. */
export const googleEvent = (house: TestHouse, email: string, summary: string, calendarId = 'primary'): Promise<SandboxEvent> =>
  eventually(async () => {
    const found = (await house.google.events(email, calendarId)).filter((event) => event.summary === summary);
    expect(found.map((event) => event.summary)).toEqual([summary]);
    return found[0] as SandboxEvent;
  });

/** Longer than the product waits to read what notifications of its own writes tell. */
const ALONE_MS = 3_000;

/** Waits until the product has asked Google nothing for a while. */
export async function leavesGoogleAlone(house: TestHouse): Promise<void> {
  const asked = async () => JSON.stringify((await house.google.calls()).byOperation);
  for (let last = '', now = await asked(); now !== last; ) {
    last = now;
    await pause(ALONE_MS);
    now = await asked();
  }
}

/** Waits until the appointment shows what is expected. */
export const appointmentShows = (caller: Person | Api, id: string, expected: object): Promise<Appointment> =>
  eventually(async () => {
    const appointment = await (caller as Api).must<Appointment>('GET', `/v1/appointments/${id}`);
    expect(appointment).toMatchObject(expected);
    return appointment;
  });

/** Waits until every link of the appointment agrees with Google. */
export const synced = (caller: Person | Api, id: string): Promise<Appointment> =>
  eventually(async () => {
    const appointment = await (caller as Api).must<Appointment>('GET', `/v1/appointments/${id}`);
    expect(appointment.links.length).toBeGreaterThan(0);
    expect(appointment.links.map((link) => link.state)).toEqual(appointment.links.map(() => 'synced'));
    return appointment;
  });

/** Edits an appointment as its page does: with the version it saw. */
export const edit = (caller: Person, id: string, change: object): Promise<Appointment> => withVersion(caller, 'PATCH', id, change);

/** Cancels an appointment as its page does: with the version it saw. */
export const cancel = (caller: Person, id: string): Promise<Appointment> => withVersion(caller, 'DELETE', id);

/** Whoever is told that somebody wrote in between (the product itself, once Google has answered) looks again and repeats, as a person would. */
async function withVersion(caller: Person, method: string, id: string, body?: object): Promise<Appointment> {
  for (let tries = 1; ; tries++) {
    const seen = await caller.api<Appointment>('GET', `/v1/appointments/${id}`);
    const answer = await caller.api<Appointment>(method, `/v1/appointments/${id}`, body, { 'if-match': seen.headers.get('etag') ?? '' });
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    if (answer.status !== 412 || tries === MOST_TRIES) throw new Error(`${method} of appointment ${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

const MOST_TRIES = 10;
