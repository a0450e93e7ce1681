import { randomToken } from '@portal-sync/kernel';
import type { Deps } from '../../deps.ts';
import { makeTicket } from '../../domain/connect/ticket.ts';
import { googleStates, type GoogleState } from '../../repos/google-states.ts';

/** A person may sit on Google's pages this long, ms. */
export const TRIP_MS = 10 * 60_000;

export interface Trip {
  readonly agencyId: string;
  readonly flow: GoogleState['flow'];
  /** Connect session or sign-in flow. */
  readonly subjectId: string;
  /** Hash of the browser's cookie. */
  readonly browser: string;
  readonly scopes: readonly string[];
  readonly access: 'offline' | 'online';
  readonly loginHint: string | null;
}

export const verifierPlace = (stateId: string): readonly string[] => ['google-state', stateId, 'verifier'];

/** Makes the state, nonce and PKCE verifier of one trip to Google; the address to send the browser to. */
export async function beginGoogleTrip(deps: Deps, trip: Trip): Promise<string> {
  const { agencyId, flow, subjectId, browser, ...plan } = trip;
  const nonce = randomToken(deps.random);
  const id = deps.makeId();
  const ticket = makeTicket(id, randomToken(deps.random));
  return deps.google.beginTrip({ ...plan, nonce }, async (verifier) => {
    await deps.store.insert(googleStates, {
      id,
      hash: ticket.hash,
      agencyId,
      flow,
      subjectId,
      browser,
      nonce,
      verifier: await deps.keys.seal(agencyId, verifierPlace(id), 1, verifier),
      expiresAt: deps.clock.now() + TRIP_MS,
      usedAt: null,
    });
    return ticket.text;
  });
}
