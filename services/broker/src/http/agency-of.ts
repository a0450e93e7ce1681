import type { AgencyCaller, Caller } from '@portal-sync/contracts';
import { AppError } from '@portal-sync/kernel';

/** The caller as one of an agency: every read and write below is of this agency. */
export function agencyCaller(caller: Caller): AgencyCaller {
  if (caller.kind === 'user' || caller.kind === 'platform') return caller;
  throw new AppError('forbidden');
}
