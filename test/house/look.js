import { expect } from 'vitest';
import { eventually } from './eventually.ts';
import { aroundToday } from './times.ts';
/** Appointments this caller sees, cancelled ones too when asked. */
export const appointmentsOf = async (caller, query = '') => (await caller.must('GET', `/v1/appointments?${aroundToday()}&limit=200${query}`)).items;
export const busyOf = async (caller) => (await caller.must('GET', `/v1/busy?${aroundToday()}`)).blocks;
/** Waits for one live event with this title in a Google calendar. */
export const googleEvent = (house, email, summary, calendarId = 'primary') => eventually(async () => {
    const found = (await house.google.events(email, calendarId)).filter((event) => event.summary === summary);
    expect(found.map((event) => event.summary)).toEqual([summary]);
    return found[0];
});
/** Waits until the appointment shows what is expected. */
export const appointmentShows = (caller, id, expected) => eventually(async () => {
    const appointment = await caller.must('GET', `/v1/appointments/${id}`);
    expect(appointment).toMatchObject(expected);
    return appointment;
});
/** Waits until every link of the appointment agrees with Google. */
export const synced = (caller, id) => eventually(async () => {
    const appointment = await caller.must('GET', `/v1/appointments/${id}`);
    expect(appointment.links.length).toBeGreaterThan(0);
    expect(appointment.links.map((link) => link.state)).toEqual(appointment.links.map(() => 'synced'));
    return appointment;
});
/** Edits an appointment as its page does: with the version it saw. */
export const edit = (caller, id, change) => withVersion(caller, 'PATCH', id, change);
/** Cancels an appointment as its page does: with the version it saw. */
export const cancel = (caller, id) => withVersion(caller, 'DELETE', id);
/** Whoever is told that somebody wrote in between (the product itself, once Google has answered) looks again and repeats, as a person would. */
async function withVersion(caller, method, id, body) {
    for (let tries = 1;; tries++) {
        const seen = await caller.api('GET', `/v1/appointments/${id}`);
        const answer = await caller.api(method, `/v1/appointments/${id}`, body, { 'if-match': seen.headers.get('etag') ?? '' });
        if (answer.status >= 200 && answer.status < 300)
            return answer.body;
        if (answer.status !== 412 || tries === MOST_TRIES)
            throw new Error(`${method} of appointment ${id}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
}
const MOST_TRIES = 10;
