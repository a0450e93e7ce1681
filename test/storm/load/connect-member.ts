import { changeSettings, type GoogleCalendarRow } from '../../house/connected.ts';
import type { Member, Stage } from './stage.ts';
import { signedIn } from './set-up-agency.ts';
import { untilAnswered, untilDone } from './until-answered.ts';

interface ConnectionRow {
  readonly id: string;
  readonly userId: string;
  readonly state: string;
}

/** The member's live connection; undefined: none stands. */
async function liveConnection({ person, userId }: Member): Promise<string | undefined> {
  const { items } = await person.must<{ items: ConnectionRow[] }>('GET', '/v1/connections');
  return items.find((row) => row.userId === userId && row.state === 'live')?.id;
}

/** Goes the way of the three steps: sign in, consent, choose a calendar. Each step is taken again until it is done; what stands already is not made twice. */
export async function connectMember({ patience, tally, product, say }: Pick<Stage, 'patience' | 'tally' | 'product' | 'say'>, member: Member): Promise<void> {
  const { person } = member;
  const done = <T>(what: string, work: () => Promise<T>): Promise<T> => untilDone(patience, what, work, () => signedIn(person));
  await done('sign in', () => signedIn(person));
  const connectionId = await done('connect', async () => {
    const standing = await liveConnection(member);
    if (standing !== undefined) return standing;
    const end = await person.connect({ product: 'calendar-2way' });
    if (end.status !== 200) throw new Error(`connecting ended with ${end.status} at ${end.url.href}`);
    const made = await liveConnection(member);
    if (made === undefined) throw new Error('no live connection yet');
    return made;
  });
  await done('settings', async () => {
    const { items } = await person.must<{ items: GoogleCalendarRow[] }>('GET', `/v1/google-calendars?connectionId=${connectionId}`);
    const target = items.find(({ primary }) => primary);
    if (target === undefined) throw new Error('no calendars yet');
    await changeSettings(person, connectionId, { targetCalendarId: target.id, mode: member.mode, conflictPolicy: member.conflictPolicy });
  });
  await done('first read', async () => {
    const status = await person.must<{ state: string; reason: string | null }>('GET', `/v1/sync-status/${connectionId}`);
    if (status.state === 'syncing' && status.reason === 'first-read') throw new Error('still reading');
  });
  member.connectionId = connectionId;
  tally.count('connected');
  say(`${member.email} of ${member.agency.id} is connected to ${product.google.origin}`);
}

/** Pushes what was booked before there was a connection. */
export async function pushExisting({ patience, tally, mark, next }: Pick<Stage, 'patience' | 'tally' | 'mark' | 'next'>, member: Member): Promise<void> {
  const { connectionId } = member;
  if (connectionId === null) return;
  const headers = { 'idempotency-key': `push-${mark}-${next()}` };
  const answer = await untilAnswered(patience, member.person, { method: 'POST', path: '/v1/pushes', body: { connectionId, which: 'future' }, headers });
  tally.count(answer.status === 202 ? 'pushed existing' : `push refused: ${answer.status}`);
}

/** Disconnects, keeping what stands in Google, and waits until nothing is left of the connection. */
export async function disconnectMember({ patience, tally }: Pick<Stage, 'patience' | 'tally'>, member: Member): Promise<void> {
  const { connectionId, person, userId } = member;
  if (connectionId === null) return;
  member.connectionId = null;
  await untilAnswered(patience, person, { method: 'POST', path: `/v1/connections/${connectionId}/disconnect`, body: { googleEvents: 'keep' } });
  await untilDone(patience, 'disconnect', async () => {
    const { items } = await person.must<{ items: ConnectionRow[] }>('GET', '/v1/connections');
    if (items.some((row) => row.userId === userId && row.id === connectionId)) throw new Error('still there');
  }, () => signedIn(person));
  tally.count('disconnected');
}
