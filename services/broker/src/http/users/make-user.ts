import { agencyCaller } from '@portal-sync/auth';
import { newUser, user, userChanged } from '@portal-sync/contracts';
import { AppError, normalizeAddress } from '@portal-sync/kernel';
import { defineRoute } from '@portal-sync/runtime';
import { newDue } from '@portal-sync/store';
import { actorOf, writeAudit } from '../../actions/audit/write-audit.ts';
import { send } from '../../actions/send.ts';
import type { Deps } from '../../deps.ts';
import { userCardOf, userKey, users, type User } from '../../repos/users.ts';

export const makeUser = defineRoute({
  id: 'makeUser',
  method: 'POST',
  path: '/v1/users',
  summary: 'Make a person; they sign in by invitation link or by the invited address',
  who: { admin: 'agency', platform: 'agency' },
  body: newUser,
  answers: { 201: user },
  idempotent: true,
  async handle(request, deps: Deps) {
    const { agencyId } = agencyCaller(request.caller);
    const { id: givenId, ...fields } = request.body;
    const emailKey = normalizeAddress(fields.email);
    if (emailKey === undefined) throw new AppError('invalid', { issues: [{ path: 'body.email', message: 'is not an address' }] });
    const made: User = {
      ...fields, agencyId, id: givenId ?? deps.makeId(), emailKey, sub: null, version: 1, createdAt: deps.clock.now(), state: 'live', removal: null, ...newDue(null),
    };
    await deps.store.transaction(async (tx) => {
      if ((await tx.guard(users, userKey(agencyId, made.id))) !== undefined) throw new AppError('already-exists', { detail: 'There is a person with this id.' });
      await tx.insert(users, made);
      send(tx, deps, userChanged, { agencyId, userId: made.id, version: made.version });
      await writeAudit(tx, deps, { agencyId, kind: 'user.made', actor: actorOf(request.caller), userId: made.id, details: { role: made.role } });
    });
    return { status: 201, headers: { location: `/v1/users/${made.id}` }, body: userCardOf(made) };
  },
});
