import { createAgencyDirectory, createInternalApi, createRemoteKeys, createServiceTokens, createVerifier } from '@portal-sync/auth';
import { withTimeout } from '@portal-sync/kernel';
import { createService, dueWork, httpFeed, localFeed, type MessageHandler, type Service } from '@portal-sync/runtime';
import { runRemoval } from './actions/run-removal.ts';
import type { ConnectorDeps, Deps } from './deps.ts';
import { createGoogleCalls } from './google/google-calls.ts';
import { routes } from './http/routes.ts';
import { onAgencyChanged } from './on/agency-changed.ts';
import { onAgencyRemoved } from './on/agency-removed.ts';
import { onContactChanged } from './on/contact-changed.ts';
import { onContactErased } from './on/contact-erased.ts';
import { onUserChanged } from './on/user-changed.ts';
import { onUserRemoved } from './on/user-removed.ts';
import { removals } from './repos/removals.ts';
import { syncParts } from './sync.ts';

export { routes } from './http/routes.ts';
export { collections } from './repos/collections.ts';

export const name = 'connector';

/** A neighbour is waited for no longer than this, ms; then it is tried again. */
const ANSWER_MS = 15_000;
/** Removing everything of an agency takes a while. */
const REMOVAL_LEASE_MS = 15 * 60_000;

/** Puts the connector together: its API, and the engine that keeps Google the same. Nothing runs before `start`. */
export function createApp(given: ConnectorDeps): Service {
  const { settings, clock, store } = given;
  const http = withTimeout(given.http, given.timers, ANSWER_MS);
  const deps = neighbours(given, http);
  const sync = syncParts(deps);
  const urls: Readonly<Record<string, string>> = { broker: settings.BROKER_URL, matcher: settings.MATCHER_URL };
  const theirs = httpFeed(http, (owner) => urls[owner] ?? settings.BROKER_URL, deps.tokens.token);
  const own = localFeed(() => store.outbox);
  return createService<Deps>({
    name,
    deps,
    feed: { readFrom: (owner, ...place) => (owner === name ? own : theirs).readFrom(owner, ...place) },
    routes,
    authenticate: createVerifier({
      jwks: createRemoteKeys({ http, url: `${settings.BROKER_URL}/.well-known/jwks.json`, clock }),
      agencyOf: (agencyId) => deps.agencies.get(agencyId),
      internalIssuer: settings.BROKER_URL,
      clock,
    }),
    handlers: [...ownHandlers(deps), ...sync.handlers],
    workers: [dueWork({ collection: removals, work: (removal) => runRemoval(deps, removal), concurrency: 1, leaseMs: REMOVAL_LEASE_MS }), ...sync.workers],
    jobs: sync.jobs,
  });
}

const ownHandlers = (deps: Deps): readonly MessageHandler[] => [
  onAgencyChanged(deps), onAgencyRemoved(deps), onUserChanged(deps), onUserRemoved(deps), onContactChanged(deps), onContactErased(deps),
];

/** The doors to the broker and the matcher. */
function neighbours(given: ConnectorDeps, http: ConnectorDeps['http']): Deps {
  const { settings, clock, store, log } = given;
  const tokens = createServiceTokens({
    http, clock, tokenUrl: `${settings.BROKER_URL}/oauth2/token`, clientId: settings.CONNECTOR_CLIENT_ID, clientSecret: settings.CONNECTOR_CLIENT_SECRET,
  });
  const broker = createInternalApi({ http: tokens.http, baseUrl: settings.BROKER_URL });
  return {
    ...given,
    tokens,
    broker,
    matcher: createInternalApi({ http: tokens.http, baseUrl: settings.MATCHER_URL }),
    agencies: createAgencyDirectory({ store, broker, clock, log }),
    calls: createGoogleCalls({ settings, google: given.google, internalHttp: tokens.http, broker, clock, log }),
  };
}
