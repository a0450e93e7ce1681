import { agencyCards, joinNeighbours } from '@portal-sync/auth';
import { collectionsOfRuntime, createService, type Route, type Service } from '@portal-sync/runtime';
import express from 'express';
import { createConnectionOwners } from './actions/connection-owners.ts';
import { createLiveUpdates } from './actions/live-updates.ts';
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
import { liveNotes } from './repos/live-notes.ts';
import { sessions } from './repos/sessions.ts';
import { signIns } from './repos/sign-ins.ts';

export const name = 'portal';

/** The portal's own routes. What it passes on is no route of its own: see `domain/gateway-table.ts`. */
export const routes: readonly Route<Deps>[] = [getSession, startSignIn, finishSignIn, signOut, openConnect, finishConnect, readLive, getIcon];

/** What the store of this service must be opened with. */
export const collections = [sessions, signIns, liveNotes, agencyCards, ...collectionsOfRuntime] as const;

/** Of these, what is of the moment: nobody needs it on other engines. */
export const passing = [liveNotes] as const;

/** A page waits for a neighbour no longer than this, ms. */
const ANSWER_MS = 5_000;

/** The portal: pages, live updates and the gateway, for every agency by its host. */
export function createApp(given: PortalDeps): Service {
  const { settings } = given;
  const { apis, agencies, jwks, verify, feed } = joinNeighbours({
    name, deps: given, answerMs: ANSWER_MS,
    clientId: settings.PORTAL_CLIENT_ID, clientSecret: settings.PORTAL_CLIENT_SECRET,
    urls: { broker: settings.BROKER_URL, connector: settings.CONNECTOR_URL, matcher: settings.MATCHER_URL, trigger: settings.TRIGGER_URL },
  });
  const { broker } = apis;
  const live = createLiveUpdates(given);
  const seal = createSessionSeal({ key: settings.PORTAL_SESSION_KEY, random: given.random });
  const deps: Deps = { ...given, agencies, broker, jwks, verify, live, seal, connectionOwners: createConnectionOwners(broker) };
  const service = createService<Deps>({
    name,
    deps,
    feed,
    authenticate: createAuthenticate(deps),
    routes,
    handlers: [...liveChanges(deps), ...removals(deps), onUserChanged(deps)],
    jobs: [dropEnded(deps), live.look],
    extras: [() => live],
    http: {
      trustProxy: settings.PORTAL_TRUST_PROXY,
      use(app) {
        app.use(createGateway(deps));
        mountPages(app, deps);
      },
    },
  });
  const handler = express().disable('x-powered-by').use(createDoor(deps), service.handler);
  return { ...service, handler };
}
