import { createVerifier } from '@portal-sync/auth';
import { withTimeout } from '@portal-sync/kernel';
import { collectionsOfRuntime, createService, dueWork, ownersFeed, type OpenFeed, type Route, type Service } from '@portal-sync/runtime';
import { chainAuditRows } from './actions/audit/chain-audit-rows.ts';
import { endSession } from './actions/connect/end-session.ts';
import { createGoogleTokens } from './actions/connection/google-tokens.ts';
import { lookAtConnection } from './actions/connection/look-at-connection.ts';
import { revokeGrant } from './actions/grant/revoke-grant.ts';
import { reviewRoles } from './actions/review-roles.ts';
import { seedAgency, type AgencySeed } from './actions/seed-agency.ts';
import { goOnRemoving } from './actions/users/go-on-removing.ts';
import { collections as ownCollections } from './collections.ts';
import type { BrokerDeps, Deps } from './deps.ts';
import { serviceClaims } from './domain/sign-in/token-claims.ts';
import { prune } from './every/prune.ts';
import { tellAuditHeads } from './every/tell-audit-heads.ts';
import { createGoogleEndpoints } from './google/google-endpoints.ts';
import { onAccessRefused } from './on/access-refused.ts';
import { onConnectionReleased } from './on/connection-released.ts';
import { onUserRemovedDone } from './on/user-removed-done.ts';
import { agencies } from './repos/agencies.ts';
import { connectSessions } from './repos/connect-sessions.ts';
import { connections } from './repos/connections.ts';
import { revocations } from './repos/grants.ts';
import { users } from './repos/users.ts';
import { routes } from './routes.ts';
import { readKeyEncryption } from './vault/key-encryption.ts';
import { createKeyRing } from './vault/key-ring.ts';
import { createSigner } from './vault/signer.ts';

export { routes };
export type { AgencySeed, BrokerDeps };
export const name = 'broker';
export const collections = [...ownCollections, ...collectionsOfRuntime];

export interface Broker extends Service {
  /** For the operator's hand, where no route leads: makes an agency or brings it up to date, see `AgencySeed`. After `start`. */
  seedAgency(seed: AgencySeed): Promise<{ made: boolean }>;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** What is due by a change is seen with its commit; what is due by time alone waits at most this long. */
const POLL_MS = 5 * SECOND;

/** The broker. Nothing runs before `start`; fails with a `StartError` when its key-encryption key is missing or damaged. */
export function createApp(given: BrokerDeps): Broker {
  const deps = withDoors(given);
  const service = createService<Deps>({
    name,
    deps,
    feed: feedOf(deps),
    authenticate: deps.authenticate,
    routes: routes as readonly Route<Deps>[],
    http: { trustProxy: deps.settings.BROKER_TRUST_PROXY },
    handlers: [onAccessRefused(deps), onConnectionReleased(deps), onUserRemovedDone(deps)],
    workers: [
      dueWork({ collection: connections, pollMs: POLL_MS, work: (doc) => lookAtConnection(deps, doc.id) }),
      dueWork({ collection: connectSessions, pollMs: POLL_MS, work: (doc) => endSession(deps, doc.id) }),
      dueWork({ collection: revocations, pollMs: POLL_MS, work: (doc) => revokeGrant(deps, doc) }),
      dueWork({ collection: agencies, pollMs: POLL_MS, work: (doc) => reviewRoles(deps, doc.id) }),
      dueWork({ collection: users, pollMs: POLL_MS, work: (doc) => goOnRemoving(deps, doc.agencyId, doc.id) }),
    ],
    jobs: [
      { name: 'chain-audit', everyMs: 5 * SECOND, atStart: true, run: () => chainAuditRows(deps) },
      { name: 'tell-audit-heads', everyMs: HOUR, run: () => tellAuditHeads(deps) },
      { name: 'prune', everyMs: HOUR, run: () => prune(deps) },
    ],
  });
  return {
    ...service,
    seedAgency: (seed) => seedAgency(deps, seed),
    async start() {
      await deps.keys.ready();
      await deps.signer.ready();
      await service.start();
    },
  };
}

/** The outboxes of our neighbours, read with a token we sign ourselves. */
function feedOf({ settings, store, http, timers, signer, clock, makeId }: Deps): OpenFeed {
  const { CONNECTOR_URL: connector, MATCHER_URL: matcher, TRIGGER_URL: trigger, PORTAL_URL: portal } = settings;
  const token = (): Promise<string> => signer.sign(serviceClaims({ issuer: settings.BROKER_URL, clientId: name, jti: makeId(), now: clock.now() }), 'at+jwt');
  return ownersFeed({ name, store, http: withTimeout(http, timers, 15 * SECOND), token, urls: { connector, matcher, trigger, portal } });
}

/** The doors every room shares, made of what the process gives. */
function withDoors(given: BrokerDeps): Deps {
  const { settings, store, clock, random } = given;
  const keys = createKeyRing({ store, clock, random, keyEncryption: readKeyEncryption(settings, random) });
  const signer = createSigner({ store, keys, clock });
  const google = createGoogleEndpoints(given);
  const authenticate = createVerifier({ jwks: signer.jwks, agencyOf: (agencyId) => store.get(agencies, agencyId), internalIssuer: settings.BROKER_URL, clock });
  const doors = { ...given, keys, signer, google, authenticate };
  return { ...doors, googleTokens: createGoogleTokens(doors) };
}
