import { basicAuthorization } from '@portal-sync/auth';
import { AppError, Secret, withTimeout } from '@portal-sync/kernel';
import { z } from 'zod';
import type { Deps } from '../deps.ts';

/** What the token endpoint answers (RFC 6749 section 5.1). */
const answer = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  id_token: z.string().optional(),
  expires_in: z.number().positive(),
});
export type TokenAnswer = z.infer<typeof answer>;

const LIMIT_MS = 10_000;

/** The portal's OAuth client at an agency. Rejects with `unavailable` when the operator gave none. */
export function signInClient(deps: Deps, agencyId: string): { id: string; secret: Secret } {
  const client = deps.settings.PORTAL_SIGN_IN_CLIENTS[agencyId];
  if (client === undefined) throw new AppError('unavailable', { cause: new Error(`PORTAL_SIGN_IN_CLIENTS does not name agency ${agencyId}`) });
  return { id: client.id, secret: new Secret(client.secret) };
}

/**
 * Asks the token endpoint of an agency for tokens; `undefined` when it refuses for good (`invalid_grant`: the code or refresh token is spent).
 * Rejects with `unavailable` when it cannot answer now, `upstream-failed` when we are refused as a client.
 */
export async function askForTokens(deps: Deps, about: { agencyId: string; origin: string }, form: Record<string, string>): Promise<TokenAnswer | undefined> {
  const client = signInClient(deps, about.agencyId);
  const http = withTimeout(deps.http, deps.timers, LIMIT_MS);
  const response = await http(`${deps.settings.BROKER_URL}/oauth2/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'authorization': basicAuthorization(client.id, client.secret),
      'x-agency-origin': about.origin,
    },
    body: new URLSearchParams(form),
  }).catch((cause: unknown) => {
    throw new AppError('unavailable', { cause });
  });
  const body = (await response.json().catch(() => ({}))) as { error?: unknown };
  if (response.ok) return answer.parse(body);
  if (body.error === 'invalid_grant') return undefined;
  const cause = new Error(`the token endpoint answered ${response.status} ${String(body.error)}`);
  throw new AppError(response.status >= 500 || response.status === 429 ? 'unavailable' : 'upstream-failed', { cause });
}
