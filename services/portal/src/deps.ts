import type { AgencyDirectory, AuthenticateToken, InternalApi } from '@portal-sync/auth';
import type { ServiceDeps } from '@portal-sync/runtime';
import type { JWTVerifyGetKey } from 'jose';
import type { ConnectionOwners } from './actions/connection-owners.ts';
import type { LiveUpdates } from './actions/live-updates.ts';
import type { SessionSeal } from './actions/seal-tokens.ts';
import type { PortalSettings } from './settings.ts';

/** What `createApp` is given. */
export interface PortalDeps extends ServiceDeps<PortalSettings> {
  /** Folder of the built pages: `index.html` and `assets/`. From `buildPages`; while they are being built, requests for them wait. */
  readonly pages: string | Promise<string>;
}

/** What every room of this service is given: the above, and the doors to its neighbours. */
export interface Deps extends PortalDeps {
  readonly agencies: AgencyDirectory;
  /** The broker's internal routes. */
  readonly broker: InternalApi;
  /** Keys of all issuers. */
  readonly jwks: JWTVerifyGetKey;
  /** Checks access tokens. */
  readonly verify: AuthenticateToken;
  readonly seal: SessionSeal;
  readonly live: LiveUpdates;
  readonly connectionOwners: ConnectionOwners;
}
