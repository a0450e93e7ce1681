import type { Deps } from '../../deps.ts';
import { withQuery } from '../../actions/connect/finish-consent.ts';
import { readTicket, sameHash } from '../../domain/connect/ticket.ts';
import { agencies, type Agency } from '../../repos/agencies.ts';
import { connectSessions, type ConnectSession } from '../../repos/connect-sessions.ts';
import { findUser, type User } from '../../repos/users.ts';

/** A connect session with whom it is about, as the address of its page names it. */
export interface FoundSession {
  readonly session: ConnectSession;
  readonly agency: Agency;
  readonly user: User;
}

export async function sessionOf(deps: Deps, text: string): Promise<FoundSession | undefined> {
  const ticket = readTicket(text);
  const session = ticket === undefined ? undefined : await deps.store.get(connectSessions, ticket.id);
  if (ticket === undefined || session === undefined || !sameHash(session.hash, ticket.hash)) return undefined;
  return aroundSession(deps, session);
}

/** The agency and the person of a session; undefined when either has gone. */
export async function aroundSession(deps: Deps, session: ConnectSession): Promise<FoundSession | undefined> {
  const agency = await deps.store.get(agencies, session.agencyId);
  const user = await findUser(deps.store, session.agencyId, session.userId);
  return agency === undefined || user === undefined ? undefined : { session, agency, user };
}

/** Whether the session can still be taken to Google. */
export const isOpen = (session: ConnectSession, now: number): boolean => session.state === 'open' && session.expiresAt > now;

/** The way back without a connection. */
export const backOf = (session: ConnectSession, error: string): string => withQuery(session.returnTo, { error, session: session.id });
