import { agencyCards, createAgencyDirectory, createInternalApi, createRemoteKeys, createServiceTokens, createVerifier } from '@portal-sync/auth';
import { withTimeout } from '@portal-sync/kernel';
import { collectionsOfRuntime, createService, dueWork, httpFeed, type Route, type Service } from '@portal-sync/runtime';
import { deliver } from './actions/deliver.ts';
import { createGuardedHttp } from './actions/guarded-http.ts';
import { runAppointment } from './actions/run-appointment.ts';
import { runRemoval } from './actions/run-removal.ts';
import type { Deps, TriggerDeps } from './deps.ts';
import { pruneHappenings } from './every/prune-happenings.ts';
import { createCampaignRoute, listCampaignsRoute, listEnrolmentsRoute } from './http/campaigns.ts';
import { getFiringRoute, listFiringsRoute } from './http/firings.ts';
import { listMailsRoute } from './http/list-mails.ts';
import { changeRuleRoute, createRuleRoute, getRuleRoute, listRulesRoute, removeRuleRoute } from './http/rules.ts';
import { createWebhookRoute, listDeliveriesRoute, listWebhooksRoute, removeWebhookRoute } from './http/webhooks.ts';
import { onAgencyChanged } from './on/agency-changed.ts';
import { onAgencyRemoved } from './on/agency-removed.ts';
import { onAppointmentChanged } from './on/appointment-changed.ts';
import { onContactErased } from './on/contact-erased.ts';
import { onUserRemoved } from './on/user-removed.ts';
import { appointmentWork } from './repos/appointment-work.ts';
import { campaigns } from './repos/campaigns.ts';
import { deliveries } from './repos/deliveries.ts';
import { enrolments } from './repos/enrolments.ts';
import { firings } from './repos/firings.ts';
import { happenings } from './repos/happenings.ts';
import { mails } from './repos/mails.ts';
import { removals } from './repos/removals.ts';
import { rules } from './repos/rules.ts';
import { webhooks } from './repos/webhooks.ts';

export const name = 'trigger';

/** What the store of this service must be opened with. */
export const collections = [
  rules, campaigns, enrolments, happenings, firings, appointmentWork, webhooks, deliveries, mails, removals, agencyCards, ...collectionsOfRuntime,
] as const;

export const routes: readonly Route<Deps>[] = [
  listRulesRoute, createRuleRoute, getRuleRoute, changeRuleRoute, removeRuleRoute,
  listCampaignsRoute, createCampaignRoute, listEnrolmentsRoute,
  listWebhooksRoute, createWebhookRoute, removeWebhookRoute, listDeliveriesRoute,
  listFiringsRoute, getFiringRoute, listMailsRoute,
];

/** An action waits for a neighbour no longer than this, ms; then it is tried again. */
const ANSWER_MS = 15_000;

/** Puts the trigger service together. Nothing runs before `start`. */
export function createApp(given: TriggerDeps): Service {
  const { settings, clock, store, log } = given;
  const http = withTimeout(given.http, given.timers, ANSWER_MS);
  const brokerUrl = settings.BROKER_URL;
  const tokens = createServiceTokens({
    http, clock, tokenUrl: `${brokerUrl}/oauth2/token`, clientId: settings.TRIGGER_CLIENT_ID, clientSecret: settings.TRIGGER_CLIENT_SECRET,
  });
  const neighbour = (baseUrl: string) => createInternalApi({ http: tokens.http, baseUrl });
  const broker = neighbour(brokerUrl);
  const agencies = createAgencyDirectory({ store, broker, clock, log });
  const guarded = given.webhookHttp === undefined ? createGuardedHttp({ allowLoopback: settings.TRIGGER_WEBHOOKS_ALLOW_LOOPBACK }) : undefined;
  const deps: Deps = {
    ...given,
    webhookHttp: guarded?.http ?? given.webhookHttp ?? http,
    agencies,
    broker,
    connector: neighbour(settings.CONNECTOR_URL),
    matcher: neighbour(settings.MATCHER_URL),
  };
  const urls: Readonly<Record<string, string>> = { broker: brokerUrl, connector: settings.CONNECTOR_URL, matcher: settings.MATCHER_URL };
  const service = createService<Deps>({
    name,
    feed: httpFeed(http, (owner) => urls[owner] ?? brokerUrl, tokens.token),
    deps,
    routes,
    authenticate: createVerifier({
      jwks: createRemoteKeys({ http, url: `${brokerUrl}/.well-known/jwks.json`, clock }),
      agencyOf: (agencyId) => agencies.get(agencyId),
      internalIssuer: brokerUrl,
      clock,
    }),
    handlers: [onAppointmentChanged(deps), onAgencyChanged(deps), onAgencyRemoved(deps), onUserRemoved(deps), onContactErased(deps)],
    workers: [
      dueWork({ collection: appointmentWork, work: (work) => runAppointment(deps, work) }),
      dueWork({ collection: deliveries, work: (delivery) => deliver(deps, delivery), concurrency: 16 }),
      dueWork({ collection: removals, work: (removal) => runRemoval(deps, removal), concurrency: 1 }),
    ],
    jobs: [pruneHappenings(deps)],
  });
  return {
    ...service,
    async stop() {
      await service.stop();
      await guarded?.close();
    },
  };
}
