import { agencyCards, joinNeighbours } from '@portal-sync/auth';
import { collectionsOfRuntime, createService, dueWork, type Route, type Service } from '@portal-sync/runtime';
import { deliver } from './actions/deliver.ts';
import { createEndpointHands } from './actions/endpoint-hands.ts';
import { givenUpDeliveries } from './actions/given-up-deliveries.ts';
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
  const { settings } = given;
  const { http, apis, agencies, verify, feed } = joinNeighbours({
    name, deps: given, answerMs: ANSWER_MS,
    clientId: settings.TRIGGER_CLIENT_ID, clientSecret: settings.TRIGGER_CLIENT_SECRET,
    urls: { broker: settings.BROKER_URL, connector: settings.CONNECTOR_URL, matcher: settings.MATCHER_URL },
  });
  const guarded = given.webhookHttp === undefined ? createGuardedHttp({ allowLoopback: settings.TRIGGER_WEBHOOKS_ALLOW_LOOPBACK }) : undefined;
  const deps: Deps = { ...given, ...apis, agencies, webhookHttp: guarded?.http ?? given.webhookHttp ?? http, endpointHands: createEndpointHands(given.clock) };
  const service = createService<Deps>({
    name,
    deps,
    feed,
    routes,
    authenticate: verify,
    handlers: [onAppointmentChanged(deps), onAgencyChanged(deps), onAgencyRemoved(deps), onUserRemoved(deps), onContactErased(deps)],
    workers: [
      dueWork({ collection: appointmentWork, work: (work) => runAppointment(deps, work) }),
      dueWork({ collection: deliveries, work: (delivery) => deliver(deps, delivery), concurrency: 16, exhausted: givenUpDeliveries }),
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
