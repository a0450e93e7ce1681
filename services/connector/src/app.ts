import { createService, dueWork, type MessageHandler, type Service } from '@portal-sync/runtime';
import { runRemoval } from './actions/run-removal.ts';
import type { ConnectorDeps, Deps } from './deps.ts';
import { routes } from './http/routes.ts';
import { joinConnector } from './join.ts';
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

/** Puts the connector together: its API, and the engine that keeps Google the same. Nothing runs before `start`. */
export function createApp(given: ConnectorDeps): Service {
  const { deps, verify, feed } = joinConnector(given);
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
