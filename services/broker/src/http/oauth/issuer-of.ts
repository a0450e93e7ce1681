import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { agencyIdAt } from '../../repos/agencies.ts';

/** Who answers: an agency at one of its addresses, or the broker itself for tokens between our services. */
export type Issuer = { readonly kind: 'agency'; readonly origin: string; readonly agencyId: string } | { readonly kind: 'internal'; readonly origin: string };

/** The issuer a request was sent to: the gateway names the agency's address; without it we were asked directly. An unknown address is `not-found`. */
export async function issuerOf(deps: Deps, headers: Readonly<Record<string, string | undefined>>): Promise<Issuer> {
  const origin = headers['x-agency-origin'];
  if (origin === undefined) return { kind: 'internal', origin: deps.settings.BROKER_URL };
  const agencyId = await agencyIdAt(deps.store, origin);
  if (agencyId === undefined) throw new AppError('not-found');
  return { kind: 'agency', origin, agencyId };
}
