import { agencyCards, createAgencyDirectory, createInternalApi, createRemoteKeys, createServiceTokens, createVerifier } from '@portal-sync/auth';
import { withTimeout } from '@portal-sync/kernel';
import { collectionsOfRuntime, createService, dueWork, httpFeed, localFeed, type Route, type Service } from '@portal-sync/runtime';
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
  const { settings, clock, store, log } = given;
  const http = withTimeout(given.http, given.timers, ANSWER_MS);
  const brokerUrl = settings.BROKER_URL;
  const tokens = createServiceTokens({
    http, clock, tokenUrl: `${brokerUrl}/oauth2/token`, clientId: settings.MATCHER_CLIENT_ID, clientSecret: settings.MATCHER_CLIENT_SECRET,
  });
  const broker = createInternalApi({ http: tokens.http, baseUrl: brokerUrl });
  const agencies = createAgencyDirectory({ store, broker, clock, log });
  const connector = createInternalApi({ http: tokens.http, baseUrl: settings.CONNECTOR_URL });
  const deps: Deps = { ...given, agencies, agencyKeys: createAgencyKeys(broker), connector };
  const { CONNECTOR_URL: connectorUrl, TRIGGER_URL: trigger, PORTAL_URL: portal } = settings;
  const urls: Readonly<Record<string, string>> = { broker: brokerUrl, connector: connectorUrl, trigger, portal };
  const theirs = httpFeed(http, (owner) => urls[owner] ?? brokerUrl, tokens.token);
  const own = localFeed(() => store.outbox);
  return createService<Deps>({
    name,
    feed: { readFrom: (owner, ...place) => (owner === name ? own : theirs).readFrom(owner, ...place) },
    deps,
    routes,
    authenticate: createVerifier({
      jwks: createRemoteKeys({ http, url: `${brokerUrl}/.well-known/jwks.json`, clock }),
      agencyOf: (agencyId) => agencies.get(agencyId),
      internalIssuer: brokerUrl,
      clock,
    }),
    handlers: [onEventSeen(deps), onAgencyChanged(deps), onAgencyRemoved(deps), onUserRemoved(deps), onContactErasedDone(deps)],
    workers: [
      dueWork({ collection: seenBatches, work: (batch) => judgeBatch(deps, batch) }),
      dueWork({ collection: removals, work: (removal) => runRemoval(deps, removal), concurrency: 1 }),
    ],
    jobs: [pruneBatches(deps)],
  });
}
