import { change, type Cast } from './cast.ts';
import { disconnect } from './disconnect.ts';
import type { Narrator } from './narrator.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly primary: boolean;
}

/** Signing in, connecting, choosing a calendar, pushing what is there. Returns the connection's id. */
export async function connectSteps(cast: Cast, narrator: Narrator): Promise<string> {
  const { staff, google, waitFor } = cast;
  let connectionId = '';

  await narrator.step('Mira signs in with Google', async () => {
    const page = await staff.signIn();
    const session = await staff.must<{ person: { name: string; role: string } | null; brand: { name: string } }>('GET', '/portal/session');
    if (page.status !== 200 || session.person === null) throw new Error('signing in did not work');
    return { here: `${session.person.name}, ${session.person.role} at ${session.brand.name}`, there: `signed in as ${staff.email}` };
  });

  await narrator.step('connects her calendar: three boxes in front of the generic brand', async () => {
    // A tour that broke off half way leaves her connected.
    const left = await connectionOf(staff);
    if (left !== undefined) await disconnect(cast, left.id);
    const end = await staff.connect({ product: 'calendar-2way' });
    const made = await connectionOf(staff);
    if (made?.state !== 'live') throw new Error(`no connection was made; the browser ended at ${end.url.pathname}`);
    connectionId = made.id;
    return { here: `connection ${made.state} with ${made.account}`, there: 'granted: events, list of calendars, settings' };
  });

  await narrator.step('chooses her calendar, two-way', async () => {
    const rows = await waitFor('the list of calendars', async () => {
      const { items } = await staff.must<{ items: Row[] }>('GET', `/v1/google-calendars?connectionId=${connectionId}`);
      return items.length > 0 ? items : undefined;
    });
    const target = rows.find((row) => row.primary) ?? rows[0];
    await waitFor('the settings', async () => ((await staff.api('GET', `/v1/sync-settings/${connectionId}`)).status === 200 ? true : undefined));
    await change(staff, `/v1/sync-settings/${connectionId}`, { targetCalendarId: target?.id ?? null, mode: 'two-way' });
    const status = await waitFor('the first read', async () => {
      const now = await staff.must<{ state: string }>('GET', `/v1/sync-status/${connectionId}`);
      return now.state === 'connected' ? now : undefined;
    });
    return { here: `state: ${status.state}`, there: `${rows.length} calendars listed: ${rows.map((row) => row.name).join(', ')}` };
  });

  await narrator.step('pushes existing data', async () => {
    const preview = await staff.must<{ creates: number; alreadyLinked: number; mails: number }>('GET', `/v1/pushes/preview?connectionId=${connectionId}&which=future`);
    const run = await staff.must<{ id: string }>('POST', '/v1/pushes', { connectionId, which: 'future' });
    const done = await waitFor('the push to end', async () => {
      const now = await staff.must<{ state: string; created: number; errors: number; processed: number }>('GET', `/v1/runs/${run.id}`);
      return now.state === 'running' ? undefined : now;
    });
    if (done.state !== 'done' || done.errors > 0) throw new Error(`the push ended ${done.state} with ${done.errors} errors`);
    const events = await google.events(staff.email);
    return {
      here: `preview: ${preview.creates} to create, ${preview.alreadyLinked} linked already, ${preview.mails} mails; then ${done.created} created, ${done.errors} errors`,
      there: `${events.length} events`,
    };
  });
  return connectionId;
}

interface ConnectionRow {
  readonly id: string;
  readonly product: string;
  readonly state: string;
  readonly account: string | null;
}

async function connectionOf(staff: Cast['staff']): Promise<ConnectionRow | undefined> {
  const { items } = await staff.must<{ items: ConnectionRow[] }>('GET', '/v1/connections');
  return items.find((row) => row.product === 'calendar-2way' && row.account === staff.email);
}
