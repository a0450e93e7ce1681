import type { AgencyDirectory, InternalApi } from '@portal-sync/auth';
import type { Http } from '@portal-sync/kernel';
import type { ServiceDeps } from '@portal-sync/runtime';
import type { EndpointHands } from './actions/endpoint-hands.ts';
import type { TriggerSettings } from './settings.ts';

/** What `createApp` is given. */
export interface TriggerDeps extends ServiceDeps<TriggerSettings> {
  /** Calls agencies' webhooks. Left out: the guarded door to the network, which reaches public addresses only. */
  readonly webhookHttp?: Http;
}

/** What every room of this service is given: the above, and the doors to its neighbours. */
export interface Deps extends TriggerDeps {
  readonly webhookHttp: Http;
  readonly endpointHands: EndpointHands;
  readonly agencies: AgencyDirectory;
  readonly broker: InternalApi;
  readonly connector: InternalApi;
  readonly matcher: InternalApi;
}
