import { eventually } from './eventually.ts';
import { PEOPLE } from './open-test-house.ts';
/** A signed-in person connects Google with every box ticked and chooses a calendar: the way of the three steps. */
export async function connected(house, name, options = {}) {
    const person = await house.signedIn(name);
    return connectAs(person, PEOPLE[name].email, options);
}
/** The same for somebody who is signed in already. */
export async function connectAs(person, email, options = {}) {
    const product = options.product ?? 'calendar-2way';
    const end = await person.connect({ product });
    if (end.status !== 200)
        throw new Error(`connecting ended with ${end.status} at ${end.url.href}`);
    const connectionId = await liveConnection(person, product);
    const calendars = await eventually(async () => {
        const { items } = await person.must('GET', `/v1/google-calendars?connectionId=${connectionId}`);
        if (items.length === 0)
            throw new Error('no calendars yet');
        return items;
    });
    const target = calendars.find((row) => (options.target === undefined ? row.primary : row.name === options.target));
    if (target === undefined)
        throw new Error(`${email} has no such calendar: ${calendars.map((row) => row.name).join()}`);
    await changeSettings(person, connectionId, { targetCalendarId: target.id, ...options.settings });
    return { person, connectionId, calendars, target };
}
/** The person's own connection for a product, in state `live`. */
export async function liveConnection(person, product = 'calendar-2way') {
    const session = await person.must('GET', '/portal/session');
    const { items } = await person.must('GET', '/v1/connections');
    const own = items.find((row) => row.userId === session.person.userId && row.product === product && row.state === 'live');
    if (own === undefined)
        throw new Error(`no live ${product}: ${JSON.stringify(items)}`);
    return own.id;
}
/** Changes sync settings as the settings page does: with the version it saw. */
export async function changeSettings(person, connectionId, change) {
    await eventually(async () => {
        const seen = await person.api('GET', `/v1/sync-settings/${connectionId}`);
        if (seen.status !== 200)
            throw new Error(`settings: ${seen.status}`);
        const answer = await person.api('PATCH', `/v1/sync-settings/${connectionId}`, change, { 'if-match': seen.headers.get('etag') ?? '' });
        if (answer.status !== 200)
            throw new Error(`settings: ${answer.status} ${JSON.stringify(answer.body)}`);
    });
}
