import { handleApi } from './api/handle.ts';
import type { ApiRequest, ApiResponse } from './api/request.ts';
import { applyChange, createChangeRecorder } from './changes.ts';
import type { Limits } from './ledger/quota.ts';
import { authorize } from './oauth/authorize.ts';
import type { Answers, AuthStep } from './oauth/authorize.ts';
import type { Query } from './oauth/auth-request.ts';
import { noSigner } from './oauth/signer.ts';
import type { IdTokenSigner } from './oauth/signer.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import { nextDue, notifyTouched, settle, takeDue } from './watch/delivery.ts';
import type { Delivery } from './watch/delivery.ts';
import { emptyState } from './world.ts';
import type { World } from './world.ts';

export interface GoogleOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** 0 <= x < 1; ids, tokens and message numbers come from it alone. */
  readonly random: () => number;
  readonly limits?: Partial<Limits>;
  /** Where this Google stands, e.g. `http://localhost:4405`. */
  readonly baseUrl?: string;
  /** `iss` of id tokens; Google's own by default, so that unmodified clients accept them. */
  readonly issuer?: string;
  /** Not given: sign-in with `openid` is refused by an exception. */
  readonly signer?: IdTokenSigner;
}

/** Google as a state machine: synchronous calls, no input or output of its own. */
export interface Google {
  /** A call to Calendar v3 or to an OAuth endpoint other than the authorization pages. */
  handle(request: ApiRequest): ApiResponse;
  /** One step of the authorization pages. */
  authorize(query: Query, answers: Answers): AuthStep;
  /** Notifications due by `now`; each must be reported on. */
  takeOutgoing(now?: number): Delivery[];
  /** Reports how a notification ended: the answer's status, or undefined when none came. */
  settleOutgoing(id: number, status: number | undefined): void;
  /** When the next notification falls due, on this Google's clock. */
  nextOutgoingAt(): number | undefined;
  /** This Google's clock. */
  now(): number;
  snapshot(): string;
  /** What changed since the last call, as one line of JSON; undefined when nothing did. */
  takeChange(): string | undefined;
  /** Takes over a snapshot's state and the changes made after it. Throws if they cannot be read. */
  restore(text: string | undefined, changes?: readonly string[]): void;
  /** Forgets everything but its limits' defaults. */
  reset(): void;
  /** The state itself, for the control API. */
  readonly world: World;
}

/** Makes an empty Google. */
export function createGoogle(options: GoogleOptions): Google {
  let override: number | undefined;
  const state = emptyState(options.limits);
  const recorder = createChangeRecorder(state);
  const world: World = {
    state,
    now: () => (override ?? options.now()) + state.clockOffset,
    random: options.random,
    signer: options.signer ?? noSigner,
    baseUrl: options.baseUrl ?? 'https://www.googleapis.com',
    issuer: options.issuer ?? 'https://accounts.google.com',
    touched: new Set(),
  };
  return {
    handle(request) {
      override = request.now;
      try {
        return handleApi(world, request);
      } finally {
        override = undefined;
      }
    },
    authorize: (query, answers) => authorize(world, query, answers),
    takeOutgoing(now) {
      notifyTouched(world);
      return takeDue(world, now ?? world.now());
    },
    settleOutgoing: (id, status) => settle(world, id, status),
    nextOutgoingAt: () => nextDue(world),
    now: () => world.now(),
    snapshot: () => writeSnapshot(state),
    takeChange: () => recorder.take(),
    restore(text, changes = []) {
      Object.assign(state, emptyState(options.limits));
      if (text !== undefined) readSnapshot(text, state);
      for (const line of changes) applyChange(state, line);
      recorder.take();
    },
    reset() {
      Object.assign(state, emptyState(options.limits));
      world.touched.clear();
      recorder.forget();
    },
    world,
  };
}
