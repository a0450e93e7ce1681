import type { AgencyCaller, Caller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';

/** The caller as one of an agency: a person or an agency's own system. Anyone else is `forbidden`. */
export function agencyCaller(caller: Caller): AgencyCaller {
  if (caller.kind === 'user' || caller.kind === 'platform') return caller;
  throw new AppError('forbidden');
}

/** Whose records this caller may speak of: every read and write is of this agency. */
export const agencyOf = (caller: Caller): string => agencyCaller(caller).agencyId;
