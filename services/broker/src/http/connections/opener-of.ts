import type { AgencyCaller, Who } from '@portal-sync/contracts';
import type { Opener } from '../../repos/connect-sessions.ts';

export const OPENER_WHO = { admin: 'own', staff: 'own', client: 'own', prospect: 'own', platform: 'agency' } as const satisfies Who;

/** Who opens or redeems a connect session. */
export const openerOf = (caller: AgencyCaller): Opener =>
  caller.kind === 'user' ? { kind: 'user', id: caller.userId } : { kind: 'platform', id: caller.clientId };
