import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { agencyAt, type Agency } from '../../repos/agencies.ts';

/** Who answers: an agency at one of its addresses, or the broker itself for tokens between our services. */
export type Issuer = { readonly kind: 'agency'; readonly origin: string; readonly agency: Agency } | { readonly kind: 'internal'; readonly origin: string };

/** The issuer a request was sent to: the gateway names the agency's address; without it we were asked directly. An unknown address is `not-found`. */
export async function issuerOf(deps: Deps, headers: Readonly<Record<string, string | undefined>>): Promise<Issuer> {
  const origin = headers['x-agency-origin'];
  if (origin === undefined) return { kind: 'internal', origin: deps.settings.BROKER_URL };
  const agency = await agencyAt(deps.store, origin);
  if (agency === undefined) throw new AppError('not-found');
  return { kind: 'agency', origin, agency };
}
