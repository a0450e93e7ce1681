import type { AgencyDirectory, InternalApi, ServiceTokens } from '@portal-sync/auth';
import type { OpenGoogleCalendar } from '@portal-sync/google';
import type { ServiceDeps } from '@portal-sync/runtime';
import type { GoogleCalls } from './google/google-calls.ts';
import type { ConnectorSettings } from './settings.ts';

/** What `createApp` is given. */
export interface ConnectorDeps extends ServiceDeps<ConnectorSettings> {
  readonly google: OpenGoogleCalendar;
}

/** What every room of this service is given: the above, and the doors to its neighbours. */
export interface Deps extends ConnectorDeps {
  /** Our own tokens; `tokens.http` is for internal routes only. */
  readonly tokens: ServiceTokens;
  readonly agencies: AgencyDirectory;
  /** The broker's internal routes. */
  readonly broker: InternalApi;
  /** The matcher's internal routes. */
  readonly matcher: InternalApi;
  /** All calls to Google: `createGoogleCalls({ settings, google, internalHttp: tokens.http, broker, clock, log })`. */
  readonly calls: GoogleCalls;
}
