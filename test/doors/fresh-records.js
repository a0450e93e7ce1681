import { at } from '../house/times.ts';
/** Those who host nothing themselves name a host. */
export const hostFor = (name) => (['clara', 'otto', 'platform'].includes(name) ? { hostUserId: 'mira' } : {});
/** For routes that use a record up, or need it in a state of its own: makes one, and gives the records with it in its place. */
export async function freshRecords(routeId, caller, name, admin, records) {
    const made = () => `${name}-${routeId}`.toLowerCase();
    switch (routeId) {
        case 'changeUser':
        case 'deleteUser':
        case 'inviteUser':
            return { ...records, userId: (await admin.must('POST', '/v1/users', { name: 'Fresh', email: `${made()}@northlight.example`, role: 'staff' })).id };
        case 'cancelAppointment':
            return { ...records, appointmentId: (await caller.must('POST', '/v1/appointments', { title: 'Fresh', when: at(20, 9), ...hostFor(name) })).id };
        case 'eraseContact':
            return { ...records, contactId: (await admin.must('POST', '/v1/contacts', { name: 'Fresh' })).id };
        case 'getContactErasure': {
            const { id } = await admin.must('POST', '/v1/contacts', { name: 'Fresh' });
            await admin.must('DELETE', `/v1/contacts/${id}`);
            return { ...records, contactId: id };
        }
        case 'getContactByExternalId':
            await admin.must('PUT', `/v1/contacts/by-external-id/${records.externalId}`, { name: 'Fresh' });
            return records;
        case 'removeRule':
            return { ...records, ruleId: (await admin.must('POST', '/v1/rules', { name: 'Fresh', on: 'booked', actions: [{ kind: 'enrol', campaignId: records.campaignId }] })).id };
        case 'removeWebhook':
            return { ...records, webhookId: (await admin.must('POST', '/v1/webhooks', { url: 'http://127.0.0.1:9/fresh' })).id };
        default:
            return records;
    }
}
