import type { AgencyDirectory, InternalApi } from '@portal-sync/auth';
import type { ServiceDeps } from '@portal-sync/runtime';
import type { AgencyKeys } from './actions/agency-keys.ts';
import type { MatcherSettings } from './settings.ts';

/** What `createApp` is given. */
export type MatcherDeps = ServiceDeps<MatcherSettings>;

/** What every room of this service is given: the above, and the doors to its neighbours. */
export interface Deps extends MatcherDeps {
  readonly agencies: AgencyDirectory;
  readonly agencyKeys: AgencyKeys;
  /** The broker's internal routes. */
  readonly broker: InternalApi;
  /** The connector's internal routes. */
  readonly connector: InternalApi;
}
