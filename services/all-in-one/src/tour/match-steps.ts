import { appointmentTitled, change, slot, type Cast } from './cast.ts';
import type { Narrator } from './narrator.ts';

interface Firing {
  readonly appointmentId: string;
  readonly contactId: string | null;
}

/** Guests by mode, and a trigger that fires once. */
export async function matchSteps(cast: Cast, narrator: Narrator, connectionId: string): Promise<void> {
  const { admin, staff, client, google, waitFor, mark } = cast;
  await admin.signIn();
  const campaign = await admin.must<{ id: string }>('POST', '/v1/campaigns', { name: `Welcome ${mark}` });
  const rule = await admin.must<{ id: string }>('POST', '/v1/rules', { name: `Tour ${mark}`, on: 'booked', actions: [{ kind: 'enrol', campaignId: campaign.id }] });
  const firingsOf = async (appointmentId: string) =>
    (await admin.must<{ items: Firing[] }>('GET', `/v1/firings?ruleId=${rule.id}&limit=200`)).items.filter((firing) => firing.appointmentId === appointmentId);

  try {
    await narrator.step('an event with a known guest comes from Google', async () => {
      const summary = `Coffee with Lena ${mark}`;
      await google.act({ account: staff.email, action: 'insert', event: { summary, attendees: [{ email: 'lena.fischer@kiln.example' }], ...slot(cast, 4, 10).google } });
      const found = await waitFor('the appointment', () => appointmentTitled(staff, cast, summary));
      const fired = await waitFor('the trigger', async () => {
        const firings = await firingsOf(found.id);
        return firings.length > 0 ? firings : undefined;
      });
      if (fired.length !== 1) throw new Error(`the trigger fired ${fired.length} times`);
      return { here: `appointment in colour, linked to ${found.clientName}; the trigger fired once`, there: `"${summary}" with its guest` };
    });

    await narrator.step('smart mode: a stranger only blocks time', async () => {
      await change(staff, `/v1/sync-settings/${connectionId}`, { mode: 'smart' });
      const summary = `A stranger ${mark}`;
      const time = slot(cast, 5, 10);
      await google.act({ account: staff.email, action: 'insert', event: { summary, attendees: [{ email: `stranger-${mark}@elsewhere.example` }], ...time.google } });
      const span = new URLSearchParams({ from: time.when.start, to: time.when.end });
      const block = await waitFor('the grey block', async () => {
        const { blocks } = await staff.must<{ blocks: { reason: string }[] }>('GET', `/v1/busy?${span}`);
        return blocks.find((one) => one.reason !== 'not-yet-judged');
      });
      const contacts = await admin.must<{ items: unknown[] }>('GET', `/v1/contacts?address=stranger-${mark}@elsewhere.example`);
      if (contacts.items.length > 0) throw new Error('the stranger became a contact');
      return { here: `a grey block (${block.reason}), no contact, no appointment`, there: `"${summary}"` };
    });

    await narrator.step('a client books by the API', async () => {
      await client.signIn();
      const made = await client.must<{ id: string; bookedBy: string }>('PUT', `/v1/appointments/by-external-id/tour-${mark}`, {
        title: `Intake ${mark}`,
        when: slot(cast, 6, 10).when,
        hostUserId: 'mira',
      });
      const fired = await waitFor('the trigger', async () => {
        const firings = await firingsOf(made.id);
        return firings.length > 0 ? firings : undefined;
      });
      if (fired.length !== 1) throw new Error(`the trigger fired ${fired.length} times`);
      return { here: `booked by the ${made.bookedBy}; the trigger fired once`, there: 'pushed to her calendar' };
    });
  } finally {
    await admin.must('DELETE', `/v1/rules/${rule.id}`);
  }
}
