import type { Secret } from '@portal-sync/kernel';
import type { BrokerSettings } from '../settings.ts';

/** The OAuth client we are at Google, and the project its grants count for. */
export interface GoogleClient {
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Number of the Google Cloud project: Google revokes per project. */
  readonly project: string;
  readonly redirectUri: string;
}

/** The operator's client, on the generic host. Client ids begin with the number of their project (`123456-abc.apps.googleusercontent.com`). */
export const operatorClient = (settings: BrokerSettings): GoogleClient => ({
  clientId: settings.GOOGLE_CLIENT_ID,
  clientSecret: settings.GOOGLE_CLIENT_SECRET,
  project: settings.GOOGLE_PROJECT_NUMBER ?? /^(\d+)-/.exec(settings.GOOGLE_CLIENT_ID)?.[1] ?? settings.GOOGLE_CLIENT_ID,
  redirectUri: `${settings.BROKER_PUBLIC_URL}/google/callback`,
});
