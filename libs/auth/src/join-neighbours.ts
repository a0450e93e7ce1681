import { withTimeout, type Clock, type Http, type Log, type Secret, type Timers } from '@portal-sync/kernel';
import { ownersFeed, type OpenFeed } from '@portal-sync/runtime';
import type { Store } from '@portal-sync/store';
import type { JWTVerifyGetKey } from 'jose';
import { createAgencyDirectory, type AgencyDirectory } from './agency-directory.ts';
import { createInternalApi, type InternalApi } from './internal-api.ts';
import { createRemoteKeys } from './remote-keys.ts';
import { createServiceTokens, type ServiceTokens } from './service-tokens.ts';
import { createVerifier, type AuthenticateToken } from './verifier.ts';

export interface NeighboursOptions {
  /** `matcher` */
  readonly name: string;
  readonly deps: { readonly store: Store; readonly http: Http; readonly clock: Clock; readonly timers: Timers; readonly log: Log };
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Origins of the services it speaks to or catches up with. */
  readonly urls: { readonly broker: string } & Readonly<Record<string, string>>;
  /** A neighbour is waited for no longer than this, ms. */
  readonly answerMs: number;
}

/** What a service knows its neighbours by. Nothing is called before it is used. */
export interface Neighbours<Name extends string> {
  /** Outgoing HTTP with the time limit; no token. */
  readonly http: Http;
  /** Our own tokens; `tokens.http` is for internal routes only. */
  readonly tokens: ServiceTokens;
  /** Each neighbour's internal routes. */
  readonly apis: Readonly<Record<Name, InternalApi>>;
  /** The service's collections must hold `agencyCards`. */
  readonly agencies: AgencyDirectory;
  /** Keys of all issuers. */
  readonly jwks: JWTVerifyGetKey;
  /** Checks access tokens: the `authenticate` of the service. */
  readonly verify: AuthenticateToken;
  readonly feed: OpenFeed;
}

/** Joins a service to the others: tokens, keys, agencies, internal routes and outboxes, all by the broker and the same for every service but the broker itself. */
export function joinNeighbours<U extends NeighboursOptions['urls']>(options: NeighboursOptions & { readonly urls: U }): Neighbours<keyof U & string> {
  const { name, urls, clientId, clientSecret } = options;
  const { store, clock, timers, log } = options.deps;
  const http = withTimeout(options.deps.http, timers, options.answerMs);
  const tokens = createServiceTokens({ http, clock, tokenUrl: `${urls.broker}/oauth2/token`, clientId, clientSecret });
  const apis = Object.fromEntries(Object.entries(urls).map(([neighbour, baseUrl]) => [neighbour, createInternalApi({ http: tokens.http, baseUrl })])) as Record<keyof U & string, InternalApi>;
  const agencies = createAgencyDirectory({ store, broker: (apis as { broker: InternalApi }).broker, clock, log });
  const jwks = createRemoteKeys({ http, url: `${urls.broker}/.well-known/jwks.json`, clock });
  return {
    http, tokens, apis, agencies, jwks,
    verify: createVerifier({ jwks, agencyOf: agencies.get, internalIssuer: urls.broker, clock }),
    feed: ownersFeed({ name, store, http, token: tokens.token, urls }),
  };
}
