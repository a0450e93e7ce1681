import { agencies, agencyOrigins } from './repos/agencies.ts';
import { auditHeads, auditRows } from './repos/audit-rows.ts';
import { connectSessions } from './repos/connect-sessions.ts';
import { connectionSlots } from './repos/connection-slots.ts';
import { connections } from './repos/connections.ts';
import { dataKeys } from './repos/data-keys.ts';
import { googleStates } from './repos/google-states.ts';
import { grants, revocations } from './repos/grants.ts';
import { invitations } from './repos/invitations.ts';
import { oauthClients } from './repos/oauth-clients.ts';
import { authorizationCodes, refreshFamilies } from './repos/sessions.ts';
import { signInFlows } from './repos/sign-in-flows.ts';
import { signingKeys } from './repos/signing-keys.ts';
import { users } from './repos/users.ts';
import { vaultEntries } from './repos/vault-entries.ts';

/** The broker's own records. */
export const collections = [
  agencies, agencyOrigins, auditHeads, auditRows, authorizationCodes, connectSessions, connectionSlots, connections, dataKeys, googleStates, grants,
  invitations, oauthClients, refreshFamilies, revocations, signInFlows, signingKeys, users, vaultEntries,
] as const;
