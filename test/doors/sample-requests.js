/** A request that is valid in form, about records of the first agency. A route with a body or a needed query must be in here: the tests say so. */
export function sampleRequest(routeId, records) {
    return SAMPLES(records)[routeId] ?? {};
}
const SAMPLES = (records) => {
    const when = { start: '2031-05-06T10:00:00+02:00', end: '2031-05-06T11:00:00+02:00', zone: 'Europe/Amsterdam' };
    const span = 'from=2031-05-01T00:00:00Z&to=2031-05-20T00:00:00Z';
    const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
    return {
        changeAgency: { body: { locale: 'nl' } },
        makeUser: { body: { name: 'New Person', email: 'new.person@northlight.example', role: 'staff' } },
        changeUser: { body: { name: 'Other Name' } },
        disconnect: { body: { googleEvents: 'keep' } },
        openConnectSession: { body: { userId: records.userId, product: 'meet', returnTo: `${records.origin}/connect/done`, codeChallenge: challenge } },
        redeemConnectSession: { body: { code: 'c'.repeat(43), codeVerifier: 'v'.repeat(43) } },
        createAppointment: { body: { title: 'New', when } },
        editAppointment: { body: { title: 'Changed by somebody else' } },
        putAppointmentByExternalId: { body: { title: 'Put by somebody else', when } },
        listBusy: { query: span },
        createCalendar: { body: { kind: 'group', name: 'Group' } },
        changeCalendar: { body: { name: 'Renamed' } },
        listGoogleCalendars: { query: `connectionId=${records.connectionId}` },
        refreshGoogleCalendars: { body: { connectionId: records.connectionId } },
        previewPush: { query: `connectionId=${records.connectionId}` },
        startPush: { body: { connectionId: records.connectionId } },
        answerSyncGuard: { body: { answer: 'apply' } },
        changeSyncSettings: { body: { mode: 'one-way' } },
        syncNow: { body: { connectionId: records.connectionId } },
        createContact: { body: { name: 'New Contact' } },
        changeContact: { body: { name: 'Changed by somebody else' } },
        putContact: { body: { name: 'Put by somebody else' } },
        createRule: { body: { name: 'Rule', on: 'booked', actions: [{ kind: 'enrol', campaignId: records.campaignId }] } },
        changeRule: { body: { name: 'Changed by somebody else' } },
        createCampaign: { body: { name: 'Campaign' } },
        createWebhook: { body: { url: 'http://127.0.0.1:9/hook' } },
    };
};
