import type { AuthenticateToken } from '@portal-sync/auth';
import type { ServiceDeps } from '@portal-sync/runtime';
import type { GoogleTokens } from './actions/connection/google-tokens.ts';
import type { GoogleEndpoints } from './google/google-endpoints.ts';
import type { BrokerSettings } from './settings.ts';
import type { KeyRing } from './vault/key-ring.ts';
import type { Signer } from './vault/signer.ts';

/** What `createApp` is given. */
export type BrokerDeps = ServiceDeps<BrokerSettings>;

/** What every room of this service is given. */
export interface Deps extends BrokerDeps {
  /** Seals and opens secrets under each agency's data key. */
  readonly keys: KeyRing;
  /** Signs our tokens and publishes the keys. */
  readonly signer: Signer;
  readonly google: GoogleEndpoints;
  /** Google access tokens, refreshed once however many want them. */
  readonly googleTokens: GoogleTokens;
  readonly authenticate: AuthenticateToken;
}
