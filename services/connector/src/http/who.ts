import { agencyCaller } from '@portal-sync/auth';
import type { Who } from '@portal-sync/contracts';
import type { PlainRequest } from '@portal-sync/runtime';
import type { Confines } from '../repos/reach-connection.ts';

/** Appointments: those who work here see the agency's (through `seenBy`), clients their own. */
export const ALL_PEOPLE = { admin: 'agency', platform: 'agency', staff: 'agency', client: 'own', prospect: 'own' } as const satisfies Who;
/** A person's own connection and how it works. */
export const OWN_CONNECTION = { admin: 'agency', platform: 'agency', staff: 'own', client: 'own', prospect: 'own' } as const satisfies Who;
export const WHO_WORK_HERE = { admin: 'agency', platform: 'agency', staff: 'agency' } as const satisfies Who;
/** Staff change what is their own. */
export const WHO_KEEP_CALENDARS = { admin: 'agency', platform: 'agency', staff: 'own' } as const satisfies Who;
export const WHO_RUN_IT = { admin: 'agency', platform: 'agency' } as const satisfies Who;

type AnyRequest = Pick<PlainRequest, 'caller' | 'reach'>;

/** How far the caller reaches here: an agency, and where they are confined to their own, the person. */
export function confinesOf(request: AnyRequest): Confines {
  const caller = agencyCaller(request.caller);
  if (request.reach === 'agency') return { agencyId: caller.agencyId, userId: undefined };
  return { agencyId: caller.agencyId, userId: caller.kind === 'user' ? caller.userId : '' };
}
