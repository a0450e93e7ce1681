import { brokerSettings } from '@portal-sync/broker/settings';
import { collections as brokerCollections, createApp as createBroker, type Broker } from '@portal-sync/broker/app';
import { connectorSettings } from '@portal-sync/connector/settings';
import { collections as connectorCollections, createApp as createConnector } from '@portal-sync/connector/app';
import { openGoogleCalendar } from '@portal-sync/google';
import { matcherSettings } from '@portal-sync/matcher/settings';
import { collections as matcherCollections, createApp as createMatcher } from '@portal-sync/matcher/app';
import { portalSettings } from '@portal-sync/portal/settings';
import { collections as portalCollections, createApp as createPortal } from '@portal-sync/portal/app';
import { readSettings, type Service, type ServiceDeps } from '@portal-sync/runtime';
import type { CollectionShape, OpenStore } from '@portal-sync/store';
import { triggerSettings } from '@portal-sync/trigger/settings';
import { collections as triggerCollections, createApp as createTrigger } from '@portal-sync/trigger/app';
import type { serviceEnvs } from './service-settings.ts';

/** What all services of one process share. */
export type HouseDeps = Omit<ServiceDeps, 'store' | 'settings'> & { readonly openStore: OpenStore; readonly pages: string | Promise<string> };

export interface OpenedServices {
  readonly broker: Broker;
  readonly connector: Service;
  readonly matcher: Service;
  readonly trigger: Service;
  readonly portal: Service;
}

/** Opens the five services' stores and puts them together; nothing runs yet. The same `createApp` as in processes of their own. */
export async function openServices(deps: HouseDeps, envs: ReturnType<typeof serviceEnvs>): Promise<OpenedServices> {
  const { openStore, pages, ...shared } = deps;
  const open = (name: string, collections: readonly CollectionShape[]) => openStore(name, collections);

  const connector = readSettings(connectorSettings, envs.connector, { prefix: 'CONNECTOR_' });
  return {
    broker: createBroker({
      ...shared,
      store: await open('broker', brokerCollections),
      settings: readSettings(brokerSettings, envs.broker, { prefix: 'BROKER_' }),
    }),
    connector: createConnector({
      ...shared,
      store: await open('connector', connectorCollections),
      settings: connector,
      google: openGoogleCalendar({ apiRoot: connector.GOOGLE_API_ROOT }),
    }),
    matcher: createMatcher({
      ...shared,
      store: await open('matcher', matcherCollections),
      settings: readSettings(matcherSettings, envs.matcher, { prefix: 'MATCHER_' }),
    }),
    trigger: createTrigger({
      ...shared,
      store: await open('trigger', triggerCollections),
      settings: readSettings(triggerSettings, envs.trigger, { prefix: 'TRIGGER_' }),
    }),
    portal: createPortal({
      ...shared,
      pages,
      store: await open('portal', portalCollections),
      settings: readSettings(portalSettings, envs.portal, { prefix: 'PORTAL_' }),
    }),
  };
}
