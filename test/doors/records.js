import { connected } from '../house/connected.ts';
import { eventually } from '../house/eventually.ts';
import { synced } from '../house/look.ts';
import { at } from '../house/times.ts';
/** Makes the records through the public doors, by a connected admin. */
export async function makeRecords(house) {
    const { person, connectionId } = await connected(house, 'ada', { settings: { mode: 'two-way' } });
    const campaign = await person.must('POST', '/v1/campaigns', { name: 'Records' });
    const rule = await person.must('POST', '/v1/rules', { name: 'Records', on: 'booked', actions: [{ kind: 'enrol', campaignId: campaign.id }] });
    const webhook = await person.must('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/records' });
    const externalId = 'record-1';
    const contact = await person.must('PUT', `/v1/contacts/by-external-id/${externalId}`, { name: 'Recorded', addresses: ['recorded@elsewhere.example'] });
    const appointment = await person.must('PUT', `/v1/appointments/by-external-id/${externalId}`, { title: 'Recorded', when: at(3, 9) });
    await synced(person, appointment.id);
    const run = await person.must('POST', '/v1/pushes', { connectionId });
    const guest = { email: 'lena.fischer@kiln.example' };
    await house.google.act({ account: person.email, action: 'insert', event: { summary: 'Judged', attendees: [guest], start: { dateTime: at(4, 9).start }, end: { dateTime: at(4, 9).end } } });
    const first = (path) => eventually(async () => {
        const { items } = await person.must('GET', path);
        const [row] = items;
        if (row === undefined)
            throw new Error(`${path} is empty`);
        return row.id;
    });
    const pulls = await eventually(async () => {
        const { items } = await person.must('GET', `/v1/runs?connectionId=${connectionId}`);
        const found = items.find((row) => row.processed > 0);
        if (found === undefined)
            throw new Error('no run with records yet');
        return found;
    });
    return {
        origin: person.origin,
        agencyId: 'northlight',
        userId: 'ada',
        connectionId,
        appointmentId: appointment.id,
        externalId,
        calendarId: await ownCalendar(person),
        contactId: contact.id,
        ruleId: rule.id,
        campaignId: campaign.id,
        webhookId: webhook.id,
        runId: pulls.id || run.id,
        recordId: await first(`/v1/runs/${pulls.id}/records`),
        firingId: await first('/v1/firings'),
        decisionId: await first('/v1/decisions'),
    };
}
async function ownCalendar(person) {
    const { items } = await person.must('GET', '/v1/calendars');
    return items.find((row) => row.userId === 'ada')?.id ?? '';
}
/** The route's path with the records' ids in it. */
export const pathWith = (path, records) => path.replace(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(records[name] ?? `no-${name}`));
