import { OPERATOR_CLIENT } from '@portal-sync/contracts';
import { sameText, sha256 } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { sameHash } from '../../domain/connect/ticket.ts';
import { oauthClientKey, oauthClients, type OAuthClient } from '../../repos/oauth-clients.ts';
import { shownClient, unknownClient } from './client-secret.ts';
import type { Form } from './form.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** Which of an agency's OAuth clients this is. AppError `not-signed-in` (OAuth's `invalid_client`) where none. */
export async function agencyClient(deps: Deps, agencyId: string, headers: Headers, posted: Form): Promise<OAuthClient> {
  const shown = shownClient(headers['authorization'], posted);
  const found = await deps.store.get(oauthClients, oauthClientKey(agencyId, shown.id));
  // The same work for an unknown client as for a wrong secret.
  if (!sameHash(found?.secretHash ?? '', sha256(shown.secret)) || found === undefined) throw unknownClient();
  return found;
}

/** Which of our own services this is, or the operator. */
export function serviceClient(deps: Deps, headers: Headers, posted: Form): string {
  const shown = shownClient(headers['authorization'], posted);
  const secrets = deps.settings.BROKER_SERVICE_CLIENTS;
  const secret = shown.id === OPERATOR_CLIENT ? deps.settings.BROKER_OPERATOR_SECRET?.reveal() : Object.hasOwn(secrets, shown.id) ? secrets[shown.id] : undefined;
  if (!sameText(secret ?? '', shown.secret) || secret === undefined) throw unknownClient();
  return shown.id;
}
