import type { Deps } from '../../deps.ts';
import type { ConnectSession } from '../../repos/connect-sessions.ts';
import type { Sealed } from '../../vault/sealed.ts';

const place = (sessionId: string): readonly string[] => ['connect-session', sessionId, 'link'];

/** Keeps the ticket in a connect page's address, so that a later page can lead back to it. */
export const sealLink = (deps: Deps, agencyId: string, sessionId: string, ticket: string): Promise<Sealed> => deps.keys.seal(agencyId, place(sessionId), 1, ticket);

/** Path of a session's connect page. */
export const connectPath = async (deps: Deps, session: ConnectSession): Promise<string> =>
  `/connect/${(await deps.keys.open(session.agencyId, place(session.id), session.link)).reveal()}`;
