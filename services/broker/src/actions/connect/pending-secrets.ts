import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { PendingConsent } from '../../repos/connect-sessions.ts';
import type { Sealed } from '../../vault/sealed.ts';

const pendingSecrets = z.object({
  refreshToken: z.string(),
  accessToken: z.string(),
  /** ms since the epoch */
  accessExpiresAt: z.number(),
  /** Address of the Google account. */
  account: z.string(),
});
export type PendingSecrets = z.infer<typeof pendingSecrets>;

interface Owner {
  readonly id: string;
  readonly agencyId: string;
}

const place = (session: Owner): readonly string[] => ['connect-session', session.id, 'pending'];

export const sealPending = (deps: Deps, session: Owner, secrets: PendingSecrets): Promise<Sealed> =>
  deps.keys.seal(session.agencyId, place(session), 1, JSON.stringify(secrets));

export async function openPending(deps: Deps, session: Owner, pending: PendingConsent): Promise<PendingSecrets> {
  return pendingSecrets.parse(JSON.parse((await deps.keys.open(session.agencyId, place(session), pending.secrets)).reveal()));
}
