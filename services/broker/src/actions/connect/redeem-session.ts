import { matchesPkce } from '@portal-sync/auth';
import { connectionChanged, connectionMade } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';
import type { Transaction } from '@portal-sync/store';
import type { Deps } from '../../deps.ts';
import { newGrant, passGrant } from '../../domain/grant/count-grant.ts';
import { subHashOf } from '../../domain/connect/slot-of.ts';
import { readTicket, sameHash } from '../../domain/connect/ticket.ts';
import { agencies, needAgency } from '../../repos/agencies.ts';
import { connectSessions, type ConnectSession, type Opener } from '../../repos/connect-sessions.ts';
import { connections, type Connection } from '../../repos/connections.ts';
import { connectionHolder, grantKey, grants, sessionHolder } from '../../repos/grants.ts';
import { userKey, users } from '../../repos/users.ts';
import { beginRemoval } from '../connection/begin-removal.ts';
import { about } from '../connection/connection-message.ts';
import { makeConnection, renewConnection, type Redemption } from './keep-consent.ts';
import { mayConnect, type Place } from './may-connect.ts';
import { openPending } from './pending-secrets.ts';
import { send } from '../send.ts';
import { writeAudit } from '../audit/write-audit.ts';

/**
 * Turns a pending consent into a connection: only for the one who opened the session, with its one-time code and PKCE verifier.
 * `not-found` for a foreign or unknown code, `gone` for one that is over, `forbidden` for a wrong verifier, `refused` where something came in the way.
 */
export async function redeemSession(deps: Deps, asked: { agencyId: string; opener: Opener; code: string; codeVerifier: string }): Promise<Connection> {
  const ticket = readTicket(asked.code);
  const session = ticket === undefined ? undefined : await deps.store.get(connectSessions, ticket.id);
  if (ticket === undefined || session === undefined || !isOpener(session, asked)) throw new AppError('not-found');
  const problem = problemOf(session, ticket.hash, asked.codeVerifier, deps.clock.now());
  if (problem !== undefined) {
    await writeAudit(deps.store, deps, {
      agencyId: session.agencyId, kind: 'connect.redeem-refused', actor: asked.opener, userId: session.userId, details: { session: session.id, reason: problem.code },
    });
    throw problem;
  }
  return deps.store.transaction((tx) => redeem(tx, deps, session.id, ticket.hash));
}

const isOpener = (session: ConnectSession, asked: { agencyId: string; opener: Opener }): boolean =>
  session.agencyId === asked.agencyId && session.opener.kind === asked.opener.kind && session.opener.id === asked.opener.id;

function problemOf(session: ConnectSession, hash: string, verifier: string, now: number): AppError | undefined {
  if (session.state !== 'pending' || session.expiresAt <= now) return new AppError('gone', { detail: 'This consent can no longer be redeemed.' });
  if (!sameHash(session.pending?.codeHash, hash)) return new AppError('not-found');
  if (!matchesPkce(verifier, session.codeChallenge)) return new AppError('forbidden', { detail: 'The code verifier is not the one of this session.' });
  return undefined;
}

async function redeem(tx: Transaction, deps: Deps, sessionId: string, hash: string): Promise<Connection> {
  const session = await tx.get(connectSessions, sessionId);
  const pending = session?.pending;
  if (session?.state !== 'pending' || !pending || !sameHash(pending.codeHash, hash)) throw new AppError('gone', { detail: 'This consent was redeemed already.' });
  // Who takes a right away looks for the connections that stand: this one must be among them, or come after.
  await tx.guard(agencies, session.agencyId);
  const agency = await needAgency(tx, session.agencyId);
  const user = await tx.guard(users, userKey(session.agencyId, session.userId));
  if (user?.state !== 'live') throw new AppError('not-found');
  const place = await mayConnect(tx, { ...session, agency, user });
  const secrets = await openPending(deps, session, pending);
  const connection = await keep(tx, deps, { session, pending, secrets }, place);
  const grant = (await tx.get(grants, grantKey(pending.project, pending.sub))) ?? newGrant(pending.project, pending.sub);
  await tx.put(grants, passGrant(grant, sessionHolder(session.id), connectionHolder(connection.id)));
  await tx.put(connectSessions, { ...session, state: 'redeemed', pending: null, dueAt: null, againAt: null });
  return connection;
}

async function keep(tx: Transaction, deps: Deps, redemption: Redemption, { slot, connection: standing }: Place): Promise<Connection> {
  const { session, pending } = redemption;
  const audit = (kind: 'made' | 'reconnected' | 'upgraded' | 'replaced', made: Connection, before?: string) =>
    writeAudit(tx, deps, {
      agencyId: session.agencyId,
      kind: `connection.${kind}`,
      actor: session.opener,
      userId: session.userId,
      connectionId: made.id,
      details: { session: session.id, product: session.product, granted: pending.granted, ...(before === undefined ? {} : { before }) },
    });
  if (standing !== undefined && (session.intent !== 'replace' || standing.sub === pending.sub)) {
    if (standing.sub !== pending.sub) throw new AppError('refused', { detail: 'The connection has another Google account by now.' });
    const renewed = await renewConnection(tx, deps, redemption, standing);
    send(tx, deps, connectionChanged, about(renewed));
    await audit(session.intent === 'upgrade' ? 'upgraded' : 'reconnected', renewed);
    return renewed;
  }
  // Another account in its place: the old connection leaves in its own time, the new one is a new one.
  if (standing !== undefined) await beginRemoval(tx, deps, standing, { googleEvents: 'keep', actor: session.opener });
  const known = slot?.last;
  const sameAgain = known?.product === session.product && known.subHash === subHashOf(session.agencyId, pending.sub);
  const id = sameAgain && (await tx.get(connections, known.connectionId)) === undefined ? known.connectionId : deps.makeId();
  const made = await makeConnection(tx, deps, redemption, id, slot);
  send(tx, deps, connectionMade, about(made));
  await (standing === undefined ? audit('made', made) : audit('replaced', made, standing.id));
  return made;
}
