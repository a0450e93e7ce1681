import { agencyCaller } from '@portal-sync/auth';
import { id, invitation } from '@portal-sync/contracts';
import { AppError, randomToken } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { z } from 'zod';
import { actorOf, writeAudit } from '../../actions/audit/write-audit.ts';
import type { Deps } from '../../deps.ts';
import { makeTicket } from '../../domain/connect/ticket.ts';
import { needAgency } from '../../repos/agencies.ts';
import { invitations } from '../../repos/invitations.ts';
import { needUser } from '../../repos/users.ts';

/** An invitation works this long, ms. */
const INVITATION_MS = 7 * 24 * 3_600_000;

export const inviteUser = defineRoute({
  id: 'inviteUser',
  method: 'POST',
  path: '/v1/users/{userId}/invitations',
  summary: 'Make a one-use link that binds this person\'s Google account; earlier links stop working',
  who: { admin: 'agency', platform: 'agency' },
  params: z.object({ userId: id }),
  answers: { 201: invitation },
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const { userId } = request.params;
    const ticket = makeTicket(deps.makeId(), randomToken(deps.random));
    const now = deps.clock.now();
    const expiresAt = now + INVITATION_MS;
    const origin = await deps.store.transaction(async (tx) => {
      const agency = await needAgency(tx, agencyId);
      const user = await needUser(tx, agencyId, userId);
      if (user.sub !== null) throw new AppError('refused', { detail: 'This person has signed in already.' });
      const earlier = await tx.find(invitations, { index: 'byUser', equals: [agencyId, userId], limit: 100 });
      for (const old of earlier.items) await tx.remove(invitations, old.id);
      await tx.insert(invitations, { id: ticket.id, hash: ticket.hash, agencyId, userId, createdAt: now, expiresAt, usedAt: null });
      await writeAudit(tx, deps, { agencyId, kind: 'user.invited', actor: actorOf(request.caller), userId });
      return agency.origins[0];
    });
    return { status: 201, body: { url: `${origin}/sign-in/start?invitation=${ticket.text}`, expiresAt } };
  },
});
