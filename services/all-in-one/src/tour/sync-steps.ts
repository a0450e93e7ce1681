import { appointmentTitled, change, eventTitled, slot, type Cast } from './cast.ts';
import type { Narrator } from './narrator.ts';

/** Edits on both sides, merged; cancelled here, deleted there. */
export async function syncSteps(cast: Cast, narrator: Narrator): Promise<void> {
  const { staff, google, waitFor, mark } = cast;
  const title = `Portfolio review ${mark}`;
  const renamed = `Portfolio review, extended ${mark}`;
  let id = '';
  let eventId = '';

  await narrator.step('makes an appointment in the portal', async () => {
    id = (await staff.must<{ id: string }>('POST', '/v1/appointments', { title, when: slot(cast, 2, 9).when })).id;
    const event = await waitFor('the event in Google', () => eventTitled(cast, title));
    eventId = event.id;
    return { here: `"${title}"`, there: `"${event.summary}", ${event.start?.dateTime}` };
  });

  await narrator.step('moves it in Google', async () => {
    const later = slot(cast, 2, 14);
    await google.act({ account: staff.email, action: 'patch', eventId, event: later.google });
    const moved = await waitFor('the appointment to move', async () => {
      const found = await appointmentTitled(staff, cast, title);
      return found !== undefined && 'start' in found.when && Date.parse(found.when.start) === Date.parse(later.when.start) ? found : undefined;
    });
    return { here: `version ${moved.version}, now at ${'start' in moved.when ? moved.when.start : ''}`, there: 'moved by a person' };
  });

  await narrator.step('edits the place here and the title in Google at the same moment', async () => {
    await Promise.all([
      change(staff, `/v1/appointments/${id}`, { location: 'Second floor' }),
      google.act({ account: staff.email, action: 'patch', eventId, event: { summary: renamed } }),
    ]);
    const merged = await waitFor('both edits on both sides', async () => {
      const event = await eventTitled(cast, renamed);
      const found = await appointmentTitled(staff, cast, renamed);
      return event?.location === 'Second floor' && found?.location === 'Second floor' ? { event, found } : undefined;
    });
    return { here: `"${merged.found.title}", ${merged.found.location}`, there: `"${merged.event.summary}", ${merged.event.location}` };
  });

  await narrator.step('cancels it here', async () => {
    const seen = await staff.api('GET', `/v1/appointments/${id}`);
    await staff.must('DELETE', `/v1/appointments/${id}`, undefined, { 'if-match': seen.headers.get('etag') ?? '' });
    await waitFor('the event to go', async () => ((await eventTitled(cast, renamed)) === undefined ? true : undefined));
    return { here: 'cancelled, kept with its history', there: 'removed, nobody was mailed' };
  });

  await narrator.step('deletes another one in Google', async () => {
    const doomed = `Kick-off ${mark}`;
    await staff.must('POST', '/v1/appointments', { title: doomed, when: slot(cast, 3, 9).when });
    const event = await waitFor('the event in Google', () => eventTitled(cast, doomed));
    await google.act({ account: staff.email, action: 'delete', eventId: event.id });
    const found = await waitFor('the appointment to be cancelled', async () => {
      const now = await appointmentTitled(staff, cast, doomed);
      return now?.status === 'cancelled' ? now : undefined;
    });
    return { here: `${found.status}, not lost`, there: 'deleted by a person' };
  });
}
