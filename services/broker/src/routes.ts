import type { Route } from '@portal-sync/runtime';
import type { Deps } from './deps.ts';
import { changeAgency } from './http/agencies/change-agency.ts';
import { getAgency } from './http/agencies/get-agency.ts';
import { continueConnect } from './http/connect/continue.ts';
import { googleCallback } from './http/connect/google-callback.ts';
import { showConnectPage } from './http/connect/show-page.ts';
import { startSignIn } from './http/connect/start-sign-in.ts';
import { disconnect } from './http/connections/disconnect.ts';
import { getConnection } from './http/connections/get-connection.ts';
import { listConnections } from './http/connections/list-connections.ts';
import { openSession } from './http/connections/open-session.ts';
import { redeem } from './http/connections/redeem.ts';
import { findAgency, getAgencyCard, getIdentityKey } from './http/internal/agencies.ts';
import { getConnectionCard, getUserCard } from './http/internal/cards.ts';
import { listAudit } from './http/list-audit.ts';
import { authorize } from './http/oauth/authorize.ts';
import { finish } from './http/oauth/finish.ts';
import { jwks, oauthMetadata, openIdMetadata } from './http/oauth/metadata.ts';
import { revoke } from './http/oauth/revoke.ts';
import { token } from './http/oauth/token.ts';
import { changeUser } from './http/users/change-user.ts';
import { deleteUser } from './http/users/delete-user.ts';
import { getUser } from './http/users/get-user.ts';
import { inviteUser } from './http/users/invite-user.ts';
import { listUsers } from './http/users/list-users.ts';
import { makeUser } from './http/users/make-user.ts';

/** Every route of the broker, by who it is for. */
export const routes: readonly Route<Deps>[] = [
  // the agency's API, behind the gateway
  getAgency, changeAgency,
  listUsers, makeUser, getUser, changeUser, deleteUser, inviteUser,
  listConnections, getConnection, disconnect, openSession, redeem,
  listAudit,
  // OAuth, behind the gateway on each agency's host; the broker's own issuer for our services
  authorize, finish, token, revoke, oauthMetadata, openIdMetadata, jwks,
  // pages on the generic host
  showConnectPage, continueConnect, startSignIn, googleCallback,
  // our own services
  findAgency, getAgencyCard, getIdentityKey, getUserCard, getConnectionCard,
];
