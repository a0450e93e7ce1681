import { connectMember } from './connect-member.ts';
import type { Member, Stage } from './stage.ts';
import { untilAnswered } from './until-answered.ts';

interface StatusRow {
  readonly connectionId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly stopped?: { readonly vanished: number; readonly changed: number } | null;
}

/** What people do when their calendar asks them: say yes to the many changes that were really made, and connect again where access is broken. */
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
  if (state === 'needs-you' && (reason === 'access-revoked' || reason === 'admin-must-act')) {
    stage.tally.count('access was broken: connected again');
    stage.onTheWay.add(member);
    await untilAnswered(stage.patience, member.person, { method: 'POST', path: `/v1/connections/${connectionId}/disconnect`, body: { googleEvents: 'keep' } }).catch(() => undefined);
    await connectMember(stage, member).finally(() => stage.onTheWay.delete(member));
  }
}
