import { agencyCards, createAgencyDirectory, createInternalApi, createRemoteKeys, createServiceTokens, createVerifier } from '@portal-sync/auth';
import { withTimeout } from '@portal-sync/kernel';
import { collectionsOfRuntime, createService, httpFeed, localFeed, type Route, type Service } from '@portal-sync/runtime';
import express from 'express';
import { createConnectionOwners } from './actions/connection-owners.ts';
import { createLiveHub } from './actions/live-hub.ts';
import { createSessionSeal } from './actions/seal-tokens.ts';
import type { Deps, PortalDeps } from './deps.ts';
import { dropEnded } from './every/drop-ended.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { createDoor } from './http/door.ts';
import { finishConnect } from './http/finish-connect.ts';
import { finishSignIn } from './http/finish-sign-in.ts';
import { createGateway } from './http/gateway.ts';
import { getIcon } from './http/get-icon.ts';
import { getSession } from './http/get-session.ts';
import { openConnect } from './http/open-connect.ts';
import { mountPages } from './http/pages.ts';
import { readLive } from './http/read-live.ts';
import { signOut } from './http/sign-out.ts';
import { startSignIn } from './http/start-sign-in.ts';
import { liveChanges } from './on/live-changes.ts';
import { removals } from './on/removals.ts';
import { onUserChanged } from './on/user-changed.ts';
import { sessions } from './repos/sessions.ts';
import { signIns } from './repos/sign-ins.ts';

export const name = 'portal';

/** The portal's own routes. What it passes on is no route of its own: see `domain/gateway-table.ts`. */
export const routes: readonly Route<Deps>[] = [getSession, startSignIn, finishSignIn, signOut, openConnect, finishConnect, readLive, getIcon];

/** What the store of this service must be opened with. */
export const collections = [sessions, signIns, agencyCards, ...collectionsOfRuntime] as const;

const INNER_MS = 5_000;

/** The portal: pages, live updates and the gateway, for every agency by its host. */
export function createApp(given: PortalDeps): Service {
  const { settings, store, clock, timers, log } = given;
  const http = withTimeout(given.http, timers, INNER_MS);
  const tokens = createServiceTokens({
    http,
    tokenUrl: `${settings.BROKER_URL}/oauth2/token`,
    clientId: settings.PORTAL_CLIENT_ID,
    clientSecret: settings.PORTAL_CLIENT_SECRET,
    clock,
  });
  const broker = createInternalApi({ http: tokens.http, baseUrl: settings.BROKER_URL });
  const agencies = createAgencyDirectory({ store, broker, clock, log });
  const jwks = createRemoteKeys({ http, url: `${settings.BROKER_URL}/.well-known/jwks.json`, clock });
  const live = createLiveHub({ timers });
  const deps: Deps = {
    ...given,
    agencies,
    broker,
    jwks,
    live,
    verify: createVerifier({ jwks, agencyOf: agencies.get, internalIssuer: settings.BROKER_URL, clock }),
    seal: createSessionSeal({ key: settings.PORTAL_SESSION_KEY, random: given.random }),
    connectionOwners: createConnectionOwners(broker),
  };
  const urls: Readonly<Record<string, string>> = { broker: settings.BROKER_URL, connector: settings.CONNECTOR_URL, matcher: settings.MATCHER_URL, trigger: settings.TRIGGER_URL };
  const theirs = httpFeed(http, (owner) => urls[owner] ?? settings.BROKER_URL, tokens.token);
  const service = createService<Deps>({
    name,
    feed: { readFrom: (owner, ...place) => (owner === name ? localFeed(() => store.outbox) : theirs).readFrom(owner, ...place) },
    deps,
    authenticate: createAuthenticate(deps),
    routes,
    handlers: [...liveChanges(deps), ...removals(deps), onUserChanged(deps)],
    jobs: [dropEnded(deps)],
    extras: [() => live],
    http: {
      use(app) {
        app.use(createGateway(deps));
        mountPages(app, deps);
      },
    },
  });
  const handler = express().disable('x-powered-by').use(createDoor(deps), service.handler);
  return { ...service, handler };
}
