import type { World } from '../world.ts';

/** One call an app made to Calendar or OAuth, kept so that Google calls can be counted. */
export interface Call {
  readonly at: number;
  /** Google's own method id without the API's name (`events.insert`), or `oauth.token` and the like. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly account?: string;
  readonly clientId?: string;
  readonly calendarId?: string;
  readonly eventId?: string;
  readonly status: number;
  readonly reason?: string;
  /** The fault that was played on it. */
  readonly fault?: string;
}

const KEPT = 50_000;

export function recordCall(world: World, call: Call): void {
  const { calls } = world.state;
  calls.push(call);
  if (calls.length > 1.2 * KEPT) calls.splice(0, calls.length - KEPT);
}
