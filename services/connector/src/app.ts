import { joinNeighbours } from '@portal-sync/auth';
import { createService, dueWork, type MessageHandler, type Service } from '@portal-sync/runtime';
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

/** Puts the connector together: its API, and the engine that keeps Google the same. Nothing runs before `start`. */
export function createApp(given: ConnectorDeps): Service {
  const { settings, google, clock, log } = given;
  const { tokens, apis, agencies, verify, feed } = joinNeighbours({
    name, deps: given, answerMs: ANSWER_MS,
    clientId: settings.CONNECTOR_CLIENT_ID, clientSecret: settings.CONNECTOR_CLIENT_SECRET,
    urls: { broker: settings.BROKER_URL, matcher: settings.MATCHER_URL },
  });
  const calls = createGoogleCalls({ settings, google, internalHttp: tokens.http, broker: apis.broker, clock, log });
  const deps: Deps = { ...given, ...apis, tokens, agencies, calls };
  const sync = syncParts(deps);
  return createService<Deps>({
    name,
    deps,
    feed,
    routes,
    authenticate: verify,
    handlers: [...ownHandlers(deps), ...sync.handlers],
    workers: [dueWork({ collection: removals, work: (removal) => runRemoval(deps, removal), concurrency: 1 }), ...sync.workers],
    jobs: sync.jobs,
  });
}

const ownHandlers = (deps: Deps): readonly MessageHandler[] => [
  onAgencyChanged(deps), onAgencyRemoved(deps), onUserChanged(deps), onUserRemoved(deps), onContactChanged(deps), onContactErased(deps),
];
