import { agencyCards, joinNeighbours } from '@portal-sync/auth';
import { collectionsOfRuntime, createService, dueWork, type Route, type Service } from '@portal-sync/runtime';
import { createAgencyKeys } from './actions/agency-keys.ts';
import { judgeBatch } from './actions/judge-batch.ts';
import { runRemoval } from './actions/run-removal.ts';
import type { Deps, MatcherDeps } from './deps.ts';
import { pruneBatches } from './every/prune-batches.ts';
import { changeContactRoute } from './http/change-contact.ts';
import { getContactByExternalIdRoute, putContactRoute } from './http/contact-by-external-id.ts';
import { createContactRoute } from './http/create-contact.ts';
import { eraseContactRoute } from './http/erase-contact.ts';
import { getContactErasureRoute } from './http/get-contact-erasure.ts';
import { getContactRoute } from './http/get-contact.ts';
import { getDecisionRoute } from './http/get-decision.ts';
import { listContactsRoute } from './http/list-contacts.ts';
import { listDecisionsRoute } from './http/list-decisions.ts';
import { readContactCardRoute } from './http/read-contact-card.ts';
import { onAgencyChanged } from './on/agency-changed.ts';
import { onAgencyRemoved } from './on/agency-removed.ts';
import { onContactErasedDone } from './on/contact-erased-done.ts';
import { onEventSeen } from './on/event-seen.ts';
import { onUserRemoved } from './on/user-removed.ts';
import { addressBook } from './repos/address-book.ts';
import { contactWords } from './repos/contact-words.ts';
import { contacts } from './repos/contacts.ts';
import { decisions } from './repos/decisions.ts';
import { erasures } from './repos/erasures.ts';
import { externalIds } from './repos/external-ids.ts';
import { removals } from './repos/removals.ts';
import { seenBatches } from './repos/seen-batches.ts';
import { suppressions } from './repos/suppressions.ts';

export const name = 'matcher';

/** What the store of this service must be opened with. */
export const collections = [
  contacts, contactWords, addressBook, externalIds, decisions, suppressions, erasures, seenBatches, removals, agencyCards, ...collectionsOfRuntime,
] as const;

export const routes: readonly Route<Deps>[] = [
  listContactsRoute, createContactRoute, getContactRoute, changeContactRoute, eraseContactRoute, getContactErasureRoute,
  getContactByExternalIdRoute, putContactRoute, listDecisionsRoute, getDecisionRoute, readContactCardRoute,
];

/** A judgement waits for the connector no longer than this, ms; then it is tried again. */
const ANSWER_MS = 15_000;

/** Puts the matcher together. Nothing runs before `start`. */
export function createApp(given: MatcherDeps): Service {
  const { settings } = given;
  const { apis, agencies, verify, feed } = joinNeighbours({
    name, deps: given, answerMs: ANSWER_MS,
    clientId: settings.MATCHER_CLIENT_ID, clientSecret: settings.MATCHER_CLIENT_SECRET,
    urls: { broker: settings.BROKER_URL, connector: settings.CONNECTOR_URL, trigger: settings.TRIGGER_URL, portal: settings.PORTAL_URL },
  });
  const deps: Deps = { ...given, agencies, agencyKeys: createAgencyKeys(apis.broker), broker: apis.broker, connector: apis.connector };
  return createService<Deps>({
    name,
    deps,
    feed,
    routes,
    authenticate: verify,
    handlers: [onEventSeen(deps), onAgencyChanged(deps), onAgencyRemoved(deps), onUserRemoved(deps), onContactErasedDone(deps)],
    workers: [
      dueWork({ collection: seenBatches, work: (batch) => judgeBatch(deps, batch) }),
      dueWork({ collection: removals, work: (removal) => runRemoval(deps, removal), concurrency: 1 }),
    ],
    jobs: [pruneBatches(deps)],
  });
}
