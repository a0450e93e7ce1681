import { connectMember, disconnectMember } from './connect-member.ts';
import type { Member, Stage } from './stage.ts';
import { untilAnswered } from './until-answered.ts';

interface StatusRow {
  readonly connectionId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly stopped?: { readonly vanished: number; readonly changed: number } | null;
}

/** What people do when their calendar asks them: say yes to the many changes that were really made, look once more, and connect again where access is broken. */
export async function caretake(stage: Stage): Promise<void> {
  for (const agency of stage.agencies) {
    const answer = await untilAnswered<{ items: StatusRow[] }>(stage.patience, agency.admin, { method: 'GET', path: '/v1/sync-status?limit=200' });
    for (const row of answer.body.items ?? []) {
      const member = stage.members.find(({ connectionId }) => connectionId === row.connectionId);
      if (member !== undefined && !stage.onTheWay.has(member)) await careFor(stage, member, row);
    }
  }
}

async function careFor(stage: Stage, member: Member, { connectionId, state, reason, stopped }: StatusRow): Promise<void> {
  if (stopped !== null && stopped !== undefined) {
    await untilAnswered(stage.patience, member.person, { method: 'POST', path: `/v1/sync-status/${connectionId}/answer`, body: { answer: 'apply' } });
    return stage.tally.count('many changes at once: a person said yes');
  }
  if (state !== 'needs-you' || reason !== 'access-revoked') return;
  // Nobody takes anybody's access away in this load: while the connection itself works, a person looks once more.
  const connection = await untilAnswered<{ state: string }>(stage.patience, member.person, { method: 'GET', path: `/v1/connections/${connectionId}` });
  if (connection.body.state !== 'broken') {
    await untilAnswered(stage.patience, member.person, { method: 'POST', path: '/v1/sync-now', body: { connectionId } });
    return stage.tally.count('access shown as revoked: asked to look again');
  }
  stage.refused.push(`the connection of ${member.email} is broken, though Google refused nothing for good`);
  await comeBack(stage, member);
}

async function comeBack(stage: Stage, member: Member): Promise<void> {
  stage.onTheWay.add(member);
  try {
    await disconnectMember(stage, member);
    await connectMember(stage, member);
  } finally {
    stage.onTheWay.delete(member);
  }
}
