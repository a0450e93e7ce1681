import { clientCredentials, createClient, type Client } from '@portal-sync/client';
import { Secret, type Clock, type Http } from '@portal-sync/kernel';

export interface AgencySystemOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An agency's own system: the client package with the agency's OAuth client. */
export const agencySystem = ({ http, clock, origin, clientId, clientSecret }: AgencySystemOptions): Client =>
  createClient({ origin, http, authorization: clientCredentials({ origin, http, clock, clientId, clientSecret: new Secret(clientSecret) }) });
