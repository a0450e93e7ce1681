import { joinNeighbours, type Neighbours } from '@portal-sync/auth';
import type { ConnectorDeps, Deps } from './deps.ts';
import { createGoogleCalls } from './google/google-calls.ts';

/** A neighbour is waited for no longer than this, ms; then it is tried again. */
const ANSWER_MS = 15_000;

/** The connector among its neighbours and Google: what every room is given, who calls, and where to catch up. Nothing is called yet. */
export function joinConnector(given: ConnectorDeps): { readonly deps: Deps } & Pick<Neighbours<'broker' | 'matcher'>, 'verify' | 'feed'> {
  const { settings, google, clock, log } = given;
  const { tokens, apis, agencies, verify, feed } = joinNeighbours({
    name: 'connector', deps: given, answerMs: ANSWER_MS,
    clientId: settings.CONNECTOR_CLIENT_ID, clientSecret: settings.CONNECTOR_CLIENT_SECRET,
    urls: { broker: settings.BROKER_URL, matcher: settings.MATCHER_URL },
  });
  const calls = createGoogleCalls({ settings, google, internalHttp: tokens.http, broker: apis.broker, clock, log });
  return { deps: { ...given, ...apis, tokens, agencies, calls }, verify, feed };
}
