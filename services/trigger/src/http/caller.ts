import type { AgencyCaller, Caller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';

/** The caller of a route that is only for people and platforms of an agency. */
export function inAgency(caller: Caller): AgencyCaller {
  if (caller.kind === 'user' || caller.kind === 'platform') return caller;
  throw new AppError('forbidden');
}

/** Whose records this caller may speak of. */
export const agencyOf = (caller: Caller): string => inAgency(caller).agencyId;
