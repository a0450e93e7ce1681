import { connected } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { synced } from '../house/look.ts';
import { at } from '../house/times.ts';
/** The same records as `all`, but those that belong to a person are this person's own. Made by the person, through the public doors. */
export async function makeOwnRecords(house, name, all) {
    const works = name === 'ben';
    const { person, connectionId } = await connected(house, name, works ? { settings: { mode: 'two-way' } } : {});
    const externalId = `record-${name}`;
    const when = at({ ben: 5, clara: 6, otto: 7 }[name], 9);
    const appointment = await person.must('PUT', `/v1/appointments/by-external-id/${externalId}`, { title: `Of ${name}`, when, ...(works ? {} : { hostUserId: 'mira' }) });
    await synced(person, appointment.id);
    await person.must('POST', '/v1/pushes', { connectionId });
    const run = await eventually(async () => {
        const { items } = await person.must('GET', `/v1/runs?connectionId=${connectionId}`);
        const found = items.find((row) => row.processed > 0);
        if (found === undefined)
            throw new Error('no run with records yet');
        return found;
    });
    const [record] = (await person.must('GET', `/v1/runs/${run.id}/records`)).items;
    return {
        ...all,
        userId: name,
        connectionId,
        appointmentId: appointment.id,
        externalId,
        runId: run.id,
        recordId: record?.id ?? '',
        ...(works ? await recordsOfStaff(house, person) : {}),
    };
}
/** A calendar of their own, and a decision about an event of theirs. */
async function recordsOfStaff(house, person) {
    const calendars = await person.must('GET', '/v1/calendars');
    const times = at(8, 9);
    const event = { summary: 'Judged for staff', attendees: [{ email: 'noor@vandijk.example' }], start: { dateTime: times.start }, end: { dateTime: times.end } };
    await house.google.act({ account: person.email, action: 'insert', event });
    const decision = await eventually(async () => {
        const [found] = (await person.must('GET', '/v1/decisions')).items;
        if (found === undefined)
            throw new Error('no decision yet');
        return found;
    });
    return { calendarId: calendars.items.find((row) => row.userId === 'ben')?.id ?? '', decisionId: decision.id };
}
