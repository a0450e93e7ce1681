import type { AgencyCard } from '@portal-sync/auth';
import { AppError } from '@portal-sync/kernel';
import type { Deps } from '../deps.ts';
import { addressOfHost, type Address } from '../domain/origin-of-host.ts';

/** The agency at whose address this was asked, and that address. Rejects with `not-found` for an address that is nobody's. */
export async function askedAgency(deps: Pick<Deps, 'agencies'>, headers: Readonly<Record<string, string | undefined>>): Promise<{ agency: AgencyCard; address: Address }> {
  const address = addressOfHost(headers['host']);
  const agency = address === undefined ? undefined : await deps.agencies.byOrigin(address.origin);
  if (address === undefined || agency === undefined) throw new AppError('not-found');
  return { agency, address };
}
